import http from "node:http"
import https from "node:https"

/** What came back from the receiver, or why nothing came. */
export interface WebhookAnswer {
  statusCode: number | null
  body: string
  error: string | null
}

const KEPT_BODY_BYTES = 600

const MOST_REDIRECTS = 5

const REDIRECTS: readonly (number | null)[] = [301, 302, 303, 307, 308]

/** What one exchange may do. `timeoutMs` are real milliseconds; `signal` ends it at once. */
interface ExchangeLimits {
  timeoutMs: number
  signal: AbortSignal
}

interface ExchangeAnswer extends WebhookAnswer {
  location?: string
}

/**
 * Sends one webhook: header names in the vendor's spelling, a connection of its own. Never rejects:
 * what goes wrong is in the answer.
 *
 * @param limits.timeoutMs real milliseconds for each exchange
 * @param limits.followsRedirects as browsers do: 307 and 308 repeat the POST, the others GET
 */
export async function sendWebhook(
  url: string,
  headers: Record<string, string>,
  body: Buffer,
  limits: ExchangeLimits & { followsRedirects?: boolean }
): Promise<WebhookAnswer> {
  let method: "POST" | "GET" = "POST"
  let target = url
  for (let redirects = 0; ; redirects += 1) {
    const { location, ...answer } = await exchange(
      method,
      target,
      method === "POST" ? headers : {},
      method === "POST" ? body : Buffer.alloc(0),
      limits
    )
    const goesOn = limits.followsRedirects === true && REDIRECTS.includes(answer.statusCode)
    if (!goesOn || location === undefined || redirects >= MOST_REDIRECTS) {
      return answer
    }
    if (!URL.canParse(location, target)) {
      return { ...answer, error: `redirected to what is no URL: ${location}` }
    }
    target = new URL(location, target).href
    method = answer.statusCode === 307 || answer.statusCode === 308 ? method : "GET"
  }
}

function exchange(
  method: "POST" | "GET",
  url: string,
  headers: Record<string, string>,
  body: Buffer,
  limits: ExchangeLimits
): Promise<ExchangeAnswer> {
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
      method,
      agent: false,
      signal: limits.signal,
      headers: { ...headers, "Content-Length": String(body.length) },
    })
    const timer = setTimeout(() => {
      request.destroy(new Error(`no answer within ${limits.timeoutMs} ms`))
    }, limits.timeoutMs)
    const finish = (answer: ExchangeAnswer) => {
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
          location: response.headers.location,
        })
      )
    })
    request.end(body)
  })
}
