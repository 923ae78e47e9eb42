import type { CreatedPayment, CreateRequest, GatewayServices, Payer } from "../../core/contract"
import { withDeadline } from "../../core/deadline"
import { describeError, GatewayError } from "../../core/errors"
import { sessionReference } from "../../core/session-reference"
import type { Directa24Client, NewInvoice } from "./client"
import { COUNTRIES, DOLLAR } from "./countries"
import type { Directa24Options } from "./options"
import { cut, examinePayer } from "./payer-details"
import type { PaymentMethods } from "./payment-methods"
import { paymentPage } from "./payment-page"
import { misconfigured } from "./refusals"
import { userIdOf } from "./user-id"

/** What a payment is created with. */
export interface CreationParts {
  readonly client: Directa24Client
  readonly methods: PaymentMethods
  readonly options: Directa24Options
  readonly services: GatewayServices
}

/** Invoice numbers that are tried for one payment; each is taken but once. */
export const MOST_TRIES = 5

/** The exchange rate is for people only: nobody waits long for it. */
const LONGEST_WAIT_FOR_RATE_MS = 2000

const LONGEST = { invoice: 125, url: 200, description: 200 }

/**
 * Makes an invoice, or asks the payer for what Directa24 has to be told first. The page of an
 * invoice whose answer was lost cannot be fetched again: it is looked up, and another invoice is
 * made once.
 *
 * @throws {GatewayError} `unclear` when nobody knows whether an invoice was made; nobody has its
 * address then
 */
export async function createDirecta24Payment(
  parts: CreationParts,
  request: CreateRequest
): Promise<CreatedPayment> {
  const { options, methods } = parts
  const addresses = addressesOf(request)
  const payer = await request.payer()
  const examined = await examinePayer(payer, {
    currencyCode: request.amount.currency.code,
    defaultCountry: options.defaultCountry,
    defaultBank: options.defaultBank,
    testDocuments: options.sandbox,
    choices: (country) => methods.choices(country),
  })
  if (examined.type === "incomplete") {
    return {
      reference: null,
      status: "requires_more",
      gatewayStatus: "not created: waits for the payer's details",
      nextAction: { type: "collect", fields: examined.questions },
      expiresAt: null,
      gatewayData: {},
    }
  }
  const { country } = examined
  const rate = readRate(parts, request, country)
  const fields = { ...examined.fields, ...fieldsOf(parts, request, payer, examined.fields) }
  const made = await makeInvoice(parts.client, request, { ...fields, ...addresses })
  const gatewayData = {
    country,
    bank: examined.fields.x_bank,
    created_at: request.now.toISOString(),
    ...(await rate),
  }
  return {
    reference: made.invoice,
    status: "requires_more",
    gatewayStatus: "invoice created",
    nextAction: { type: "redirect", url: paymentPage(made.link, options), method: "GET" },
    expiresAt: null,
    gatewayData,
  }
}

/** @throws {GatewayError} `configuration`: Directa24 demands both, and cuts neither */
function addressesOf({ returnUrl, webhookUrl }: CreateRequest): Record<string, string> {
  if (!returnUrl || !webhookUrl) {
    throw misconfigured({ detail: "backendUrl is missing; Directa24 needs addresses of the shop" })
  }
  if (returnUrl.length > LONGEST.url || webhookUrl.length > LONGEST.url) {
    throw misconfigured({
      detail: `backendUrl is too long: Directa24 takes addresses of ${LONGEST.url} characters`,
    })
  }
  return { x_return: returnUrl, x_confirmation: webhookUrl }
}

function fieldsOf(
  { options }: CreationParts,
  { amount, sessionId }: CreateRequest,
  payer: Payer,
  { x_email: email = "" }: Readonly<Record<string, string>>
): Record<string, string> {
  return {
    x_amount: amount.toDecimal(),
    x_currency: amount.currency.code,
    x_iduser: userIdOf(payer, email, options.userIdMode),
    x_description: cut(`Order ${sessionId}`, LONGEST.description),
    x_version: "1.0",
  }
}

/** @throws {GatewayError} `unclear` also for an invoice that is paid: a reading finds the money */
async function makeInvoice(
  client: Directa24Client,
  request: CreateRequest,
  fields: Readonly<Record<string, string>>
): Promise<{ readonly invoice: string; readonly link: string }> {
  let isLost = false
  for (let attemptTry = 1; attemptTry <= MOST_TRIES; attemptTry += 1) {
    const invoice = checkedInvoice(sessionReference(request, attemptTry))
    const answer = await askFor(client, { x_invoice: invoice, ...fields })
    if (!GatewayError.is(answer) && answer.type === "created") {
      return { invoice, link: answer.link }
    }
    if (GatewayError.is(answer)) {
      if (isLost) {
        throw answer
      }
      isLost = true
    }
    if (await isPaid(client, invoice, GatewayError.is(answer) ? answer : undefined)) {
      throw unclear("an invoice whose page nobody was sent to is paid")
    }
  }
  throw unclear("every invoice number for this payment is taken")
}

/** @returns the error when the answer was lost, and nobody knows whether the invoice was made */
async function askFor(
  client: Directa24Client,
  fields: Readonly<Record<string, string>>
): Promise<NewInvoice | GatewayError> {
  try {
    return await client.createInvoice(fields)
  } catch (error) {
    if (GatewayError.is(error) && error.reason === "unclear") {
      return error
    }
    throw error
  }
}

/** @throws {GatewayError} `unclear` when the invoice cannot be read either */
async function isPaid(
  client: Directa24Client,
  invoice: string,
  lost: GatewayError | undefined
): Promise<boolean> {
  try {
    return (await client.readStatus(invoice)).result === "9"
  } catch (error) {
    if (!GatewayError.is(error)) {
      throw error
    }
    throw lost ?? unclear(`invoice number taken, and not readable: ${error.toLogLine()}`)
  }
}

function unclear(detail: string): GatewayError {
  return new GatewayError({
    code: "unclear",
    message:
      "Directa24 did not say whether it took the request. Nothing is lost: it is checked before anything is repeated.",
    detail,
    retry: true,
  })
}

/** An invoice number that is cut would be another one. */
function checkedInvoice(invoice: string): string {
  if (invoice.length > LONGEST.invoice || !/^[A-Za-z]/.test(invoice)) {
    throw new GatewayError({
      code: "invalid_input",
      message: `Directa24 takes invoice numbers of at most ${LONGEST.invoice} characters that begin with a letter. Start the payment again.`,
      retry: false,
    })
  }
  return invoice
}

/** What a dollar cost when the invoice was made; decides nothing, so its failure is no matter. */
async function readRate(
  { client, services }: CreationParts,
  { amount, now }: CreateRequest,
  country: string
): Promise<{ readonly exchange_rate?: Readonly<Record<string, string>> }> {
  const own = COUNTRIES[country]?.currency
  if (amount.currency.code !== DOLLAR || own === undefined || own === DOLLAR) {
    return {}
  }
  try {
    const rate = await withDeadline(LONGEST_WAIT_FOR_RATE_MS, () =>
      client.readExchangeRate(country)
    )
    return { exchange_rate: { from: DOLLAR, to: own, rate, read_at: now.toISOString() } }
  } catch (error) {
    services.logger?.warn(`[Directa24] no exchange rate for ${country}: ${describeError(error)}`)
    return {}
  }
}
