import type { CreatedPayment, CreateRequest, GatewayServices } from "../../core/contract"
import { describeError, GatewayError } from "../../core/errors"
import type { Money } from "../../core/money"
import { ownPaymentPage } from "../../core/payment-page-url"
import { linkTotal } from "./amounts"
import type { NewPaymentLink, StreamPayClient } from "./client"
import type { StreamPayOptions } from "./options"
import type { PaymentLink } from "./schemas"
import { parseTimestamp } from "./timestamps"

/** Links cannot be named longer by every account; the name is for the merchant's eyes only. */
const LONGEST_NAME = 100

/**
 * Makes a payment: a product that is used once, and a link that sells it once. StreamPay knows no
 * idempotency key, so a link whose answer was lost is looked for before it is made again.
 *
 * @throws {GatewayError} `unclear` when nobody knows whether the link was made; nobody has its
 * address then
 */
export async function createStreamPayPayment(
  client: StreamPayClient,
  request: CreateRequest,
  options: StreamPayOptions,
  services: GatewayServices
): Promise<CreatedPayment> {
  const { amount } = request
  const name = `Order ${request.sessionId}`.slice(0, LONGEST_NAME)
  const productId = await client.createProduct({
    name,
    currency: amount.currency.code,
    amount: amount.toDecimal(),
    // Exempt and inclusive together are refused (422).
    includesVat: options.pricesIncludeVat && !options.vatExempt,
    vatExempt: options.vatExempt,
  })
  const link = await createLink(client, request, {
    name,
    currency: amount.currency.code,
    productId,
    validUntil: new Date(request.now.getTime() + options.expiresInMinutes * 60_000),
    redirectUrl: request.returnUrl,
    consumerId: request.customerReference,
    metadata: {
      session_id: request.sessionId,
      attempt_id: request.attemptId,
      provider: "medusa",
    },
  })
  let url: string
  try {
    checkTotal(link, amount)
    url = checkedUrl(link.url, options.baseUrl)
  } catch (error) {
    await closeUnseen(client, link, services)
    throw error
  }
  return {
    reference: link.id,
    status: "pending",
    gatewayStatus: `payment link ${link.status}`,
    nextAction: { type: "redirect", url, method: "GET" },
    expiresAt: parseTimestamp(link.valid_until),
    gatewayData: { product_id: productId },
  }
}

async function createLink(
  client: StreamPayClient,
  request: CreateRequest,
  link: NewPaymentLink
): Promise<PaymentLink> {
  try {
    return await client.createPaymentLink(link)
  } catch (error) {
    if (!GatewayError.is(error)) {
      throw error
    }
    if (error.reason === "unclear") {
      return (await findMade(client, request, error)) ?? client.createPaymentLink(link)
    }
    if (link.consumerId && (error.reason === "rejected" || error.reason === "not_found")) {
      // A customer record that was removed at StreamPay must not keep the shopper from paying.
      return createLink(client, request, { ...link, consumerId: undefined })
    }
    throw error
  }
}

/** @throws {GatewayError} the lost answer, when the links cannot be read either */
async function findMade(
  client: StreamPayClient,
  request: CreateRequest,
  lost: GatewayError
): Promise<PaymentLink | undefined> {
  const since = new Date(request.now.getTime() - 60_000)
  let links: PaymentLink[]
  try {
    links = await client.listPaymentLinks(since)
  } catch (error) {
    throw GatewayError.is(error) ? lost : error
  }
  return links.find((one) => one.custom_metadata?.attempt_id === request.attemptId)
}

/** What StreamPay would ask must be what the shop asks, VAT included. */
function checkTotal(link: PaymentLink, amount: Money): void {
  if (linkTotal(link, amount.currency)?.equals(amount)) {
    return
  }
  throw new GatewayError({
    code: "rejected",
    message:
      "StreamPay would ask for another amount than this shop. Choose another payment method.",
    detail: `the link asks ${String(link.amount ?? link.amount_in_smallest_unit)} ${link.currency} instead of ${amount.toString()}; check pricesIncludeVat and vatExempt`,
    retry: false,
  })
}

/** The payer is sent to StreamPay's own pages only. */
function checkedUrl(text: string, baseUrl: string): string {
  const url = ownPaymentPage(text, { vendorDomains: ["streampay.sa"], baseUrl })
  if (url !== undefined) {
    return url
  }
  throw new GatewayError({
    code: "unexpected_reply",
    message: "StreamPay gave a payment page that is not its own. Choose another payment method.",
    retry: false,
  })
}

/** Nobody has the address of this link; closing it is tidiness, and its failure changes nothing. */
async function closeUnseen(
  client: StreamPayClient,
  link: PaymentLink,
  { logger }: GatewayServices
): Promise<void> {
  try {
    await client.deactivatePaymentLink(link.id)
  } catch (error) {
    logger?.warn(
      `[StreamPay] payment link ${link.id} stays open, but nobody has its address: ${describeError(error)}`
    )
  }
}
