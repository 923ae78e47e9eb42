import { hash } from "node:crypto"

/** Carries what the body was when it was sent, so that the receiver can tell whether it still is. */
const BODY_HEADER = "x-payment-gateways-test"

/** Besides the gateway's own headers. */
export function bodyHeader(body: string): Record<string, string> {
  return { [BODY_HEADER]: hash("sha256", body, "hex") }
}

/**
 * For the answer to a refused webhook: whether the bytes that came are those that were sent. Empty
 * for webhooks that do not ask.
 *
 * @param rawBody `undefined` when there was nothing that could be read
 */
export function bodyCheck(
  headers: Readonly<Record<string, unknown>>,
  rawBody: Buffer | undefined
): { readonly body_intact?: boolean } {
  const sent = headers[BODY_HEADER]
  return typeof sent === "string"
    ? { body_intact: rawBody !== undefined && hash("sha256", rawBody, "hex") === sent }
    : {}
}
