import { isRecord, parseJson } from "./json"
import type { SignedWebhook, Tampering } from "./webhook-types"

/** Where a vendor puts its signature. */
interface SignaturePlace {
  signatureHeader: string
  /** A member of the body; it goes before the header. */
  signatureField?: string
  /** The vendor's own way to spoil a webhook; it goes before both. */
  tamper?(kind: Tampering, signed: SignedWebhook): SignedWebhook
}

/** Spoils a signed webhook; without a kind it goes through unchanged. */
export function tamperWith(
  kind: Tampering | undefined,
  place: SignaturePlace,
  signed: SignedWebhook
): SignedWebhook {
  if (kind !== undefined && place.tamper) {
    return place.tamper(kind, signed)
  }
  const { signatureHeader, signatureField } = place
  if (signatureField !== undefined && (kind === "signature" || kind === "missing_signature")) {
    const change = kind === "signature" ? otherLast : () => undefined
    return { ...signed, body: withField(signed.body, signatureField, change) }
  }
  const signature = signed.headers[signatureHeader] ?? ""
  switch (kind) {
    case undefined:
      return signed
    case "signature":
      return { ...signed, headers: { ...signed.headers, [signatureHeader]: otherLast(signature) } }
    case "missing_signature": {
      const headers = { ...signed.headers }
      delete headers[signatureHeader]
      return { ...signed, headers }
    }
    case "timestamp":
      return { ...signed, headers: withLaterTimestamp(signed.headers, signature) }
    case "body":
      return { ...signed, body: otherByte(signed.body) }
  }
}

/** Changes one member of a JSON or form body; `undefined` takes it out. */
function withField(
  body: string,
  field: string,
  change: (value: string) => string | undefined
): string {
  if (body.startsWith("{")) {
    const parsed = parseJson(body)
    return isRecord(parsed)
      ? JSON.stringify({ ...parsed, [field]: change(String(parsed[field])) })
      : body
  }
  const form = new URLSearchParams(body)
  const changed = change(form.get(field) ?? "")
  if (changed === undefined) {
    form.delete(field)
  } else {
    form.set(field, changed)
  }
  return form.toString()
}

/** Base64 with padding changes at its start: its end may decode to the same bytes. */
function otherLast(text: string): string {
  if (text.endsWith("=")) {
    return (text.startsWith("A") ? "B" : "A") + text.slice(1)
  }
  return text.slice(0, -1) + (text.endsWith("0") ? "1" : "0")
}

/** Changes the last letter or digit, so that JSON stays JSON; a body without one gets a space. */
function otherByte(body: string): string {
  const at = body.search(/[a-z0-9][^a-z0-9]*$/i)
  if (at < 0) {
    return `${body} `
  }
  const replacement = body[at] === "0" ? "1" : "0"
  return body.slice(0, at) + replacement + body.slice(at + 1)
}

/** The signature stays that of the time before, wherever that time stands. */
function withLaterTimestamp(
  headers: Record<string, string>,
  signature: string
): Record<string, string> {
  const timestamp = /\d{10,13}/.exec(signature)?.[0]
  if (timestamp === undefined) {
    return headers
  }
  const later = String(BigInt(timestamp) + 1n)
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replace(timestamp, later)])
  )
}
