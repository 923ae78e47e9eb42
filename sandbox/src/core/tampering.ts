import type { Tampering } from "./webhook-types"

interface Signed {
  headers: Record<string, string>
  body: string
}

/** Spoils a signed webhook; without a kind it goes through unchanged. */
export function tamperWith(
  kind: Tampering | undefined,
  signatureHeader: string,
  signed: Signed
): Signed {
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

function otherLast(text: string): string {
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
