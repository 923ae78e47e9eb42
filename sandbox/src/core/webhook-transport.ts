import http from "node:http"
import https from "node:https"

/** What came back from the receiver, or why nothing came. */
export interface WebhookAnswer {
  statusCode: number | null
  body: string
  error: string | null
}

const KEPT_BODY_BYTES = 600

/**
 * Sends one webhook: header names in the vendor's spelling, a connection of its own, no redirects
 * followed. Never rejects: what goes wrong is in the answer.
 *
 * @param limits.timeoutMs real milliseconds for the whole exchange
 * @param limits.signal ends it at once
 */
export function sendWebhook(
  url: string,
  headers: Record<string, string>,
  body: Buffer,
  limits: { timeoutMs: number; signal: AbortSignal }
): Promise<WebhookAnswer> {
  return new Promise((resolve) => {
    const fail = (reason: string) => resolve({ statusCode: null, body: "", error: reason })
    let target: URL
    try {
      target = new URL(url)
    } catch (error) {
      fail(`not a URL: ${error instanceof Error ? error.message : String(error)}`)
      return
    }
    const send = target.protocol === "https:" ? https.request : http.request
    const request = send(target, {
      method: "POST",
      agent: false,
      signal: limits.signal,
      headers: { ...headers, "Content-Length": String(body.length) },
    })
    const timer = setTimeout(() => {
      request.destroy(new Error(`no answer within ${limits.timeoutMs} ms`))
    }, limits.timeoutMs)
    const finish = (answer: WebhookAnswer) => {
      clearTimeout(timer)
      resolve(answer)
    }
    request.on("error", (error) => finish({ statusCode: null, body: "", error: error.message }))
    request.on("response", (response) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on("data", (chunk: Buffer) => {
        if (size < KEPT_BODY_BYTES) {
          chunks.push(chunk)
        }
        size += chunk.length
      })
      response.on("error", (error) => finish({ statusCode: null, body: "", error: error.message }))
      response.on("end", () =>
        finish({
          statusCode: response.statusCode ?? null,
          body: Buffer.concat(chunks).toString("utf8").slice(0, KEPT_BODY_BYTES),
          error: null,
        })
      )
    })
    request.end(body)
  })
}
