import http from "node:http"
import type { AddressInfo } from "node:net"
import { sendWebhook } from "../webhook-transport"

describe("sending a webhook", () => {
  const seen: string[] = []
  let server: http.Server
  let url: string

  beforeEach(async () => {
    seen.length = 0
    server = http.createServer((request, response) => {
      const status = Number(request.url?.slice(1, 4))
      const chunks: Buffer[] = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        const body = Buffer.concat(chunks).toString("utf8")
        const signature = request.headers["x-sig"]?.toString() ?? "-"
        seen.push(`${request.method} ${request.url} ${signature} ${body}`)
        response.writeHead(status, status > 300 ? { Location: request.url?.slice(4) } : {})
        response.end("said")
      })
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })

  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())))

  const send = (path: string, followsRedirects?: boolean) =>
    sendWebhook(url + path, { "X-Sig": "s" }, Buffer.from("b"), {
      timeoutMs: 5_000,
      signal: new AbortController().signal,
      followsRedirects,
    })

  it("takes a redirect for an answer unless it is to follow it", async () => {
    expect(await send("/302/200")).toEqual({ statusCode: 302, body: "said", error: null })
    expect(seen).toEqual(["POST /302/200 s b"])
  })

  it("follows redirects as browsers do", async () => {
    expect(await send("/302/204", true)).toMatchObject({ statusCode: 204, error: null })
    expect(await send("/307/308/200", true)).toMatchObject({ statusCode: 200 })
    expect(seen).toEqual([
      "POST /302/204 s b",
      "GET /204 - ",
      "POST /307/308/200 s b",
      "POST /308/200 s b",
      "POST /200 s b",
    ])
  })
})
