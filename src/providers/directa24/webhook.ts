import { hash } from "node:crypto"
import type { SignedWebhook, TestWebhook, WebhookDelivery, WebhookHint } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import type { Secret } from "../../core/secret"
import { sessionIdOfReference } from "../../core/session-reference"
import { isTestToken, testHint } from "../../core/test-webhook"
import { controlOfResult, isSigned } from "./signatures"
import { RESULTS } from "./statuses"

/**
 * The signed text has no delimiters, so each part has to be recognizable by its form: a result of
 * one digit, an amount, an invoice number that begins with a letter. One text is then read in one
 * way only.
 */
const FORMS = {
  result: /^\d$/,
  x_amount: /^\d{1,20}(\.\d{1,2})?$/,
  x_invoice: /^[A-Za-z][\w-]{0,124}$/,
} as const

/** The result of an invoice that Directa24 does not know; no confirmation has it. */
const NO_INVOICE = "6"

/**
 * Checks the control signature of a confirmation and reads what it points to. Only result, amount
 * and invoice are signed; everything else in it proves nothing.
 * Source: Directa24 Streamline API, confirmation URL.
 *
 * @throws {GatewayError} `invalid_signature`
 */
export function readDirecta24Webhook(
  { rawBody }: Pick<WebhookDelivery, "rawBody">,
  credentials: { readonly login: Secret; readonly signature: Secret }
): WebhookHint {
  const form = new URLSearchParams(rawBody.toString("utf8"))
  const control = single(form, "x_control")
  if (control === undefined) {
    throw refused("the field x_control is missing")
  }
  const result = signedPart(form, "result")
  const amount = signedPart(form, "x_amount")
  const invoice = signedPart(form, "x_invoice")
  if (!isSigned({ result, amount, invoice }, control, credentials)) {
    throw refused(
      "x_control does not fit: apiKey or apiSignature is another one, or something on the way changed the body"
    )
  }
  if (isTestToken(invoice)) {
    return testHint(invoice)
  }
  const sessionId = sessionIdOfReference(invoice)
  // What is not signed could be changed by whoever has a copy, to make one event many.
  const facts = [invoice, result, amount]
  return {
    eventType: `result ${result}`,
    dedupeKey: hash("sha256", JSON.stringify(facts), "hex"),
    sessionId,
    reference: invoice,
    // The account may serve other shops, too.
    concerns: sessionId === undefined ? "other" : "payment",
    isUnknown: !Object.hasOwn(RESULTS, result),
  }
}

/** A test of the shop's own, signed as Directa24 signs: of an invoice that there cannot be. */
export function signDirecta24Test(
  { token }: TestWebhook,
  credentials: { readonly login: Secret; readonly signature: Secret }
): SignedWebhook {
  const signed = { result: NO_INVOICE, amount: "0", invoice: token }
  const form = new URLSearchParams({
    result: signed.result,
    x_invoice: signed.invoice,
    x_amount: signed.amount,
    x_control: controlOfResult(signed, credentials),
  })
  return {
    body: form.toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  }
}

function signedPart(form: URLSearchParams, name: keyof typeof FORMS): string {
  const text = single(form, name)
  if (text === undefined || !FORMS[name].test(text)) {
    throw refused(`the field ${name} is missing or cannot be read`)
  }
  return text
}

/** A name that is there twice could be read in two ways. */
function single(form: URLSearchParams, name: string): string | undefined {
  const [text, ...others] = form.getAll(name)
  return others.length === 0 ? text : undefined
}

function refused(detail: string): GatewayError {
  return new GatewayError({
    code: "invalid_signature",
    message: `The webhook is not signed by Directa24: ${detail}.`,
    retry: false,
  })
}
