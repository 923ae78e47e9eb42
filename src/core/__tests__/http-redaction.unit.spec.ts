import { inspect } from "node:util"
import { z } from "@medusajs/framework/zod"
import type { GatewayError } from "../errors"
import { HttpClient, type HttpRequest } from "../http"
import { Secret } from "../secret"
import { GatewayServer, json } from "./support/gateway-server"
import { recordingLogger } from "./support/recording-logger"

const server = new GatewayServer()
const key = new Secret("sk_canary_4711")

beforeAll(() => server.start())
afterAll(() => server.stop())

async function failureOf(
  request: Partial<HttpRequest<unknown>> = {}
): Promise<{ error: GatewayError; shown: string }> {
  const { logger, texts } = recordingLogger()
  const client = new HttpClient({
    gateway: "FakePay",
    baseUrl: server.url,
    timeoutMs: 5000,
    headers: () => ({ "x-api-key": key.reveal() }),
    secrets: [key],
    readRefusal: (body) => (body as { error?: { code?: string; message?: string } }).error ?? {},
    logger,
  })
  const error = await client
    .request({
      method: "GET",
      path: "/payments",
      schema: z.object({}),
      repeatable: true,
      ...request,
    })
    .then(
      () => Promise.reject(new Error("the request succeeded")),
      (thrown: GatewayError) => thrown
    )
  return { error, shown: [inspect(error), error.stack, ...texts()].join("\n") }
}

describe("a credential is masked", () => {
  test("in what a refusal says, before that is cut", async () => {
    const message = `${"x".repeat(290)}${key.reveal()} is not a key`
    server.answerWith(json(400, { error: { code: key.reveal(), message } }))

    const { error, shown } = await failureOf()

    expect(error.gatewayCode).toBe("[secret]")
    expect(error.detail).toBe(`${"x".repeat(290)}[secret] i`)
    expect(shown).not.toContain("canary")
  })

  test("in a request id", async () => {
    server.answerWith(json(400, {}, { "x-request-id": `req-${key.reveal()}` }))

    const { error, shown } = await failureOf()

    expect(error.requestId).toBe("req-[secret]")
    expect(error.message).toContain("(request req-[secret])")
    expect(shown).not.toContain("canary")
  })

  test("in the names of wrong fields", async () => {
    server.answerWith(json(200, { [key.reveal()]: 1 }))

    const { error, shown } = await failureOf({ schema: z.record(z.string(), z.string()) })

    expect(error.detail).toBe("unexpected reply: [secret]")
    expect(shown).not.toContain("canary")
  })

  test("in the path that is logged", async () => {
    server.answerWith(json(404, {}))

    const { shown } = await failureOf({ path: `/payments/${key.reveal()}` })

    expect(shown).toContain("GET /payments/[secret] · not_found")
    expect(shown).not.toContain("canary")
  })
})
