import type { GatewayServices } from "../../core/contract"
import { HttpClient } from "../../core/http"
import { redact, type Secret } from "../../core/secret"
import type { Directa24Options } from "./options"
import { readDirecta24Refusal } from "./schemas"

const LONGEST_DETAIL = 200

/** Both versions of the API share address, time-outs and the shape of refusals. */
export function directa24Http(options: Directa24Options, services: GatewayServices): HttpClient {
  return new HttpClient({
    gateway: "Directa24",
    baseUrl: options.baseUrl,
    timeoutMs: options.timeoutMs,
    headers: () => ({ accept: "application/json" }),
    secrets: secretsOf(options),
    readRefusal: readDirecta24Refusal,
    logger: services.logger,
  })
}

/** Every credential. */
export function secretsOf(options: Directa24Options): Secret[] {
  const { apiKey, apiPassphrase, apiSignature, statusApiKey, statusApiPassphrase } = options
  return [
    ...[apiKey, apiPassphrase, apiSignature, statusApiKey, statusApiPassphrase],
    ...(options.readOnlyKey ? [options.readOnlyKey] : []),
  ]
}

/** Directa24's words for the merchant: one short line, without anything that is secret. */
export function cleanWords(words: string | undefined, secrets: readonly Secret[]): string {
  const clean = redact(words ?? "", secrets)
  return clean.replace(/\s+/g, " ").slice(0, LONGEST_DETAIL) || "no reason given"
}
