import type { CreateRequest, Payer } from "../../core/contract"
import { cutText } from "../../core/cut-text"
import type { CorefyOptions } from "./options"
import { serviceFor } from "./services"

/** No limit is documented; this is the most that a text column takes as a rule. */
const LONGEST_TEXT = 255

/** What Corefy is told of who pays; only what is known. */
export interface InvoiceCustomer {
  readonly reference_id: string
  readonly email?: string
  readonly name?: string
  /** Digits only, with the country's code. */
  readonly phone?: string
  readonly address?: Readonly<Record<string, string>>
  readonly metadata?: { readonly ip: string }
}

/** Attributes of a payment invoice to be created. Source: connection guide of DeStream. */
export interface NewInvoice {
  readonly reference_id: string
  readonly service: string
  readonly commerce_account?: string
  readonly currency: string
  /** Major units. */
  readonly amount: number
  readonly flow: "charge"
  readonly test_mode: boolean
  readonly customer: InvoiceCustomer
  readonly metadata: { readonly session_id: string; readonly attempt_id: string }
  readonly options: { readonly allow_partially: boolean }
  readonly return_urls?: {
    readonly success: string
    readonly pending: string
    readonly fail: string
  }
  readonly callback_url?: string
}

/**
 * The invoice that asks for a payment.
 *
 * @param reference our own reference; Corefy takes each only once
 * @throws {GatewayError} `unsupported_currency`, `invalid_amount`
 */
export function newInvoice(
  request: CreateRequest,
  payer: Payer,
  reference: string,
  options: CorefyOptions
): NewInvoice {
  const { amount, returnUrl, webhookUrl } = request
  return {
    reference_id: reference,
    service: serviceFor(options, amount.currency),
    // Only the path of a whole organization leaves open which account is meant.
    ...(options.invoicesPath.includes("/commerce/") && {
      commerce_account: options.commerceAccountId,
    }),
    currency: amount.currency.code,
    amount: amount.toJsonNumber(),
    flow: "charge",
    test_mode: options.testMode,
    customer: customerOf(payer, request.sessionId),
    metadata: { session_id: request.sessionId, attempt_id: request.attemptId },
    options: { allow_partially: options.acceptPartial },
    ...(returnUrl && {
      return_urls: { success: returnUrl, pending: returnUrl, fail: returnUrl },
    }),
    ...(webhookUrl && { callback_url: webhookUrl }),
  }
}

/** Guests have no id of their own: theirs is the session's. */
function customerOf(payer: Payer, sessionId: string): InvoiceCustomer {
  const { email, name, ip } = payer
  const address = onlyKnown({
    country: payer.country,
    region: payer.state,
    city: payer.city,
    street: payer.address,
    post_code: payer.zip,
  })
  return {
    reference_id: payer.customerId ?? sessionId,
    ...onlyKnown({ email, name, phone: phoneOf(payer.phone) }),
    ...(Object.keys(address).length > 0 && { address }),
    ...(ip && { metadata: { ip } }),
  }
}

/** `undefined` for a number without the country's code: Corefy would read another one from it. */
function phoneOf(phone: string | undefined): string | undefined {
  const digits = phone?.replace(/\D/g, "").replace(/^00/, "")
  return digits !== undefined && /^[1-9]\d{6,14}$/.test(digits) ? digits : undefined
}

function onlyKnown(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields)
      .map(([name, text = ""]) => [name, cutText(text, LONGEST_TEXT)] as const)
      .filter(([, text]) => text !== "")
  )
}
