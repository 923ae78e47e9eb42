import type { NextAction, TransferDestination } from "../../core/attempt"
import type { CreatedPayment, CreateRequest } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import type { Money } from "../../core/money"
import { ownPaymentPage } from "../../core/payment-page-url"
import type { NewPayment, StreamClient } from "./client"
import { shortened } from "./decimals"
import type { StreamCryptoOptions } from "./options"
import { mismatchOf } from "./payment-mismatch"
import type { Coin } from "./schemas"
import { parseTimestamp } from "./timestamps"

/** Stream's own domain. */
const VENDOR_DOMAINS = ["streampayments.app"]

/** How networks are called where people choose one in their wallet. */
const NETWORKS: Readonly<Record<string, string>> = { solana: "Solana" }

/**
 * Makes a payment: a page of Stream's own, or addresses that the shop shows itself.
 *
 * @throws {GatewayError} `configuration` when the shop has no public address or is not approved
 */
export async function createStreamPayment(
  client: StreamClient,
  request: CreateRequest,
  options: StreamCryptoOptions
): Promise<CreatedPayment> {
  const { returnUrl } = request
  if (!returnUrl) {
    throw new GatewayError({
      code: "configuration",
      message:
        "Stream is not set up correctly in this shop: the shop's public address is missing. Choose another payment method.",
      detail: "Stream requires a return URL; set backendUrl in definePaymentGateways",
      retry: false,
    })
  }
  const payment: NewPayment = {
    ...amountField(request.amount),
    // Stream echoes the name, by which a payment is recognized as this session's.
    name: `Order ${request.sessionId}`,
    return_url: returnUrl,
  }
  return options.mode === "page"
    ? createPage(client, payment, options)
    : createAddresses(client, payment, request, options)
}

async function createPage(
  client: StreamClient,
  payment: NewPayment,
  { baseUrl }: StreamCryptoOptions
): Promise<CreatedPayment> {
  const page = await client.createPaymentPage(payment)
  const url = ownPaymentPage(page.url, { vendorDomains: VENDOR_DOMAINS, baseUrl })
  if (url === undefined) {
    throw new GatewayError({
      code: "unexpected_reply",
      message: "Stream gave a payment page that is not its own. Choose another payment method.",
      retry: false,
    })
  }
  return created(payment, {
    reference: page.paymentID,
    gatewayStatus: "pending",
    nextAction: { type: "redirect", url, method: "GET" },
    expiryAt: page.expiryAt,
  })
}

async function createAddresses(
  client: StreamClient,
  payment: NewPayment,
  request: CreateRequest,
  options: StreamCryptoOptions
): Promise<CreatedPayment> {
  const made = await client.createPayment(payment)
  const asked = {
    reference: null,
    sessionId: request.sessionId,
    returnUrl: request.returnUrl,
    due: request.amount,
  }
  const mismatch = mismatchOf(made, asked, { isTestAllowed: options.sandbox, isProof: true })
  if (mismatch === "test_mode") {
    throw new GatewayError({
      code: "configuration",
      message:
        "Stream is not set up correctly in this shop: it gave addresses of a test network. Choose another payment method.",
      detail: "set sandbox: true to take payments on a test network",
      retry: false,
    })
  }
  if (mismatch) {
    throw new GatewayError({
      code: "rejected",
      message:
        "Stream would ask for another payment than this shop. Choose another payment method.",
      detail: `the ${mismatch} of the payment that was made is not what was asked for`,
      retry: false,
    })
  }
  const destinations = made.addresses.map(destinationOf)
  if (destinations.length === 0) {
    throw new GatewayError({
      code: "unexpected_reply",
      message: "Stream gave no address to pay to. Try again, or choose another payment method.",
      retry: true,
    })
  }
  return created(payment, {
    reference: made.payment_id,
    gatewayStatus: made.status,
    nextAction: { type: "transfer", destinations },
    expiryAt: made.expiry_at,
  })
}

function created(
  payment: NewPayment,
  made: {
    readonly reference: string
    readonly gatewayStatus: string
    readonly nextAction: NextAction
    readonly expiryAt: string | null | undefined
  }
): CreatedPayment {
  const { expiryAt, ...rest } = made
  return {
    ...rest,
    status: "requires_more",
    expiresAt: parseTimestamp(expiryAt),
    gatewayData: { return_url: payment.return_url },
  }
}

/**
 * The amount as Stream displays it, and no payment URI: the smallest units in Stream's own
 * documents fit no token, so an amount computed of them could be wrong.
 */
function destinationOf({ token, blockchain, address, displayAmount }: Coin): TransferDestination {
  const network = Object.hasOwn(NETWORKS, blockchain) ? NETWORKS[blockchain] : undefined
  return { asset: token, network: network ?? blockchain, address, amount: displayAmount }
}

/** Exactly one of three: Stream prices in USD, EUR or STRM and converts no other currency. */
function amountField(amount: Money) {
  const decimal = shortened(amount.toDecimal())
  switch (amount.currency.code) {
    case "USD":
      return { amount_usd: decimal }
    case "EUR":
      return { amount_eur: decimal }
    default:
      return { amount: decimal }
  }
}
