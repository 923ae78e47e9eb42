import type { CreatedPayment, CreateRequest, GatewayServices } from "../../core/contract"
import type { Attempt } from "../../core/attempt"
import { GatewayError } from "../../core/errors"
import { sessionReference } from "../../core/session-reference"
import type { CorefyClient } from "./client"
import { type AskedInvoice, isUsable, mismatchOf, stateOf } from "./invoice-state"
import { type NewInvoice, newInvoice } from "./new-invoice"
import type { CorefyOptions } from "./options"
import { paymentPageOf } from "./payment-page"
import type { Invoice } from "./schemas"
import { fromUnixSeconds } from "./timestamps"

/** References of one payment that are tried; each is taken only once. */
const MOST_REFERENCES = 5

/** Most often an invoice is asked for under one reference. */
const MOST_CALLS = 2

/** An invoice, and whether it is the answer to our own call. */
interface MadeInvoice {
  readonly invoice: Invoice
  readonly isAnswer: boolean
}

/**
 * Makes an invoice. Corefy takes each reference once, so an invoice whose answer was lost is looked
 * up by it before anything is sent again; one that is not this payment's is left alone, and the
 * next reference is taken.
 *
 * @throws {GatewayError} `unclear` when nobody knows whether it was made; nobody has its address
 * then, and the next reading finds it
 */
export async function createCorefyPayment(
  client: CorefyClient,
  request: CreateRequest,
  options: CorefyOptions,
  services: GatewayServices
): Promise<CreatedPayment> {
  const payer = await request.payer()
  for (let number = 1; number <= MOST_REFERENCES; number++) {
    const reference = sessionReference(request, number)
    const made = await makeInvoice(client, newInvoice(request, payer, reference, options))
    const problem = problemOf(made.invoice, reference, request, options)
    if (problem === undefined) {
      return createdPayment(made.invoice, request, options, services)
    }
    if (made.isAnswer && isMadeFor(made.invoice, request)) {
      throw problem
    }
  }
  throw new GatewayError({
    code: "rejected",
    message: "Corefy already has other payments of this checkout. Start the checkout again.",
    detail: `the references ${sessionReference(request)} and after are taken by other invoices`,
    retry: false,
  })
}

/**
 * The invoice of an attempt whose creation was not answered.
 *
 * @returns the newest one that is this payment's, `undefined` when there is none
 */
export async function findCorefyPayment(
  client: CorefyClient,
  attempt: Attempt,
  { testMode, acceptPartial }: CorefyOptions
): Promise<Invoice | undefined> {
  let newest: Invoice | undefined
  for (let number = 1; number <= MOST_REFERENCES; number++) {
    const reference = sessionReference(attempt, number)
    const found = await client.findInvoice(reference)
    if (!found) {
      break
    }
    const asked = askedAs(reference, attempt.due, testMode)
    if (mismatchOf(found, asked) === undefined) {
      newest = found
      if (isUsable(stateOf(found, attempt.due, { acceptPartial }))) {
        break
      }
    }
  }
  return newest
}

async function makeInvoice(client: CorefyClient, asked: NewInvoice): Promise<MadeInvoice> {
  for (let call = 1; ; call++) {
    try {
      return { invoice: await client.createInvoice(asked), isAnswer: true }
    } catch (error) {
      if (!GatewayError.is(error) || !mayExist(error)) {
        throw GatewayError.is(error) && error.reason === "not_found" ? wrongPath(error) : error
      }
      const invoice = await lookUp(client, asked.reference_id, error)
      if (invoice) {
        return { invoice, isAnswer: false }
      }
      if (isRefusal(error) || call === MOST_CALLS) {
        throw error
      }
    }
  }
}

/** @throws {GatewayError} the lost answer, when there is no reading either */
async function lookUp(
  client: CorefyClient,
  reference: string,
  lost: GatewayError
): Promise<Invoice | undefined> {
  try {
    return await client.findInvoice(reference)
  } catch (error) {
    throw GatewayError.is(error) ? lost : error
  }
}

/** Too many requests and a reference that was taken before are both answered with 429 or 422. */
function mayExist(error: GatewayError): boolean {
  return error.reason === "unclear" || error.reason === "rate_limited" || isRefusal(error)
}

function isRefusal({ reason, httpStatus }: GatewayError): boolean {
  return reason === "rejected" && (httpStatus === 409 || httpStatus === 422)
}

/** Accounts have their invoices at different paths. */
function wrongPath(cause: GatewayError): GatewayError {
  return new GatewayError({
    code: "configuration",
    message: "Corefy is not set up correctly in this shop. Choose another payment method.",
    detail: `the API has no invoices at this address: check baseUrl and invoicesPath (${cause.toLogLine()})`,
    httpStatus: cause.httpStatus,
    retry: false,
    cause,
  })
}

/** Why the payer cannot be sent to this invoice. */
function problemOf(
  invoice: Invoice,
  reference: string,
  { amount }: CreateRequest,
  options: CorefyOptions
): GatewayError | undefined {
  const mismatch = mismatchOf(invoice, askedAs(reference, amount, options.testMode))
  if (mismatch !== undefined) {
    return new GatewayError({
      code: "rejected",
      message: `Corefy made another payment than this shop asked for (${mismatch}). Choose another payment method.`,
      detail: `invoice ${invoice.id} differs in its ${mismatch} from what was asked; check the account's fees, currencies and test mode`,
      retry: false,
    })
  }
  const state = stateOf(invoice, amount, options)
  return isUsable(state)
    ? undefined
    : new GatewayError({
        code: "rejected",
        message: "Corefy did not accept this payment. Choose another payment method.",
        detail: `invoice ${invoice.id} is ${state.gatewayStatus}`,
        retry: false,
      })
}

function askedAs(
  reference: string,
  amount: AskedInvoice["amount"],
  testMode: boolean
): AskedInvoice {
  return { amount, testMode, isOwnReference: (given) => given === reference }
}

/** Not everything that answers repeats what it was told. */
function isMadeFor({ metadata }: Invoice, { attemptId }: CreateRequest): boolean {
  return (metadata?.attempt_id ?? attemptId) === attemptId
}

function createdPayment(
  invoice: Invoice,
  { amount }: CreateRequest,
  options: CorefyOptions,
  services: GatewayServices
): CreatedPayment {
  const { status, gatewayStatus } = stateOf(invoice, amount, options)
  return {
    reference: invoice.id,
    status: status === "requires_more" ? status : "pending",
    gatewayStatus,
    nextAction: paymentPageOf(invoice, options, services),
    expiresAt: fromUnixSeconds(invoice.expires ?? invoice.reserve_expires) ?? null,
    gatewayData: { reference_id: invoice.reference_id },
  }
}
