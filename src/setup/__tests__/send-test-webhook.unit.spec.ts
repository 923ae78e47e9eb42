import { afterEach, beforeEach, describe, expect, it } from "@jest/globals"
import { hash } from "node:crypto"
import http from "node:http"
import type { AddressInfo } from "node:net"
import { fakeShop } from "../../core/__tests__/support/fake-shop"
import type { BaseProvider } from "../../core/base-provider"
import type { TestProblem } from "../../core/test-problem"
import { emptyRecord, type ProviderRecord } from "../../modules/payment-gateways/provider-store"
import { sendTestWebhook } from "../send-test-webhook"
import { bodyCheck } from "../test-delivery"

const PROVIDER_ID = "pp_fake_fake"

/** A row of the table, in memory. */
class Record {
  test: ProviderRecord["test"] = emptyRecord(PROVIDER_ID).test

  async beginTest(_id: string, sentAt: Date): Promise<void> {
    this.test = { state: "sent", sentAt, problem: null }
  }

  async failTest(_id: string, sentAt: Date, problem: TestProblem): Promise<void> {
    this.test = { state: "failed", sentAt, problem }
  }

  async find(): Promise<ProviderRecord> {
    return { ...emptyRecord(PROVIDER_ID), test: this.test }
  }
}

describe("a test webhook", () => {
  let record: Record
  let server: http.Server
  let answer: (request: http.IncomingMessage, body: Buffer, response: http.ServerResponse) => void
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  beforeEach(async () => {
    record = new Record()
    server = http.createServer((request, response) => {
      const parts: Buffer[] = []
      request.on("data", (part: Buffer) => parts.push(part))
      request.on("end", () => answer(request, Buffer.concat(parts), response))
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  })

  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  const send = async (
    backendUrl: string | undefined,
    { waitMs, provider = local() }: { waitMs?: number; provider?: BaseProvider } = {}
  ) => {
    await sendTestWebhook({ providerId: PROVIDER_ID, provider }, record, { backendUrl, waitMs })
    return record.test.problem?.code ?? record.test.state
  }

  /** Its gateway is on this machine, too. */
  const local = () => fakeShop({ options: { baseUrl: "http://localhost:1" } }).provider

  it("goes to the public address as the gateway signs it, and is received", async () => {
    let seen: { path?: string; headers?: http.IncomingHttpHeaders; body?: string } = {}
    answer = ({ url: path, headers }, body, response) => {
      seen = { path, headers, body: body.toString() }
      record.test = { ...record.test, state: "passed" }
      response.end('{"received":true}')
    }
    expect(await send(url())).toBe("passed")
    expect(seen.path).toBe("/hooks/payment-gateways/fake_fake")
    expect(seen.headers).toMatchObject({
      "x-signature": "right",
      "x-payment-gateways-test": hash("sha256", seen.body ?? "", "hex"),
    })
    expect(bodyCheck(seen.headers ?? {}, Buffer.from(seen.body ?? ""))).toEqual({
      body_intact: true,
    })
    expect(bodyCheck(seen.headers ?? {}, Buffer.from(`${seen.body} `))).toEqual({
      body_intact: false,
    })
    expect(bodyCheck({}, Buffer.from(""))).toEqual({})
  })

  it("that another shop answers is not received", async () => {
    answer = (_request, _body, response) => response.end('{"received":true}')
    expect(await send(url())).toBe("wrong_shop")
  })

  it("is not sent on", async () => {
    let requests = 0
    answer = (_request, _body, response) => {
      requests += 1
      response.writeHead(307, { location: `${url()}/elsewhere` }).end()
    }
    expect(await send(url())).toBe("redirected")
    expect(requests).toBe(1)
  })

  it("is not waited for longer than a gateway would", async () => {
    answer = () => undefined
    expect(await send(url(), { waitMs: 150 })).toBe("timeout")
  })

  it("needs a public address", async () => {
    expect(await send(undefined)).toBe("no_public_url")
    const remote = fakeShop({ options: { baseUrl: "https://api.fake.example" } }).provider
    expect(await send(url(), { provider: remote })).toBe("no_public_url")
    expect(record.test.problem?.message).toContain(url())
  })

  it("needs a server that is there", async () => {
    const gone = url()
    await new Promise((resolve) => server.close(resolve))
    expect(await send(gone)).toBe("unreachable")
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    expect(await send("https://shop.invalid")).toBe("unreachable")
  })

  it("needs a certificate", async () => {
    answer = (_request, _body, response) => response.end()
    expect(await send(url().replace("http:", "https:"))).toBe("tls")
  })

  it("that breaks off was not answered", async () => {
    answer = (_request, _body, response) => response.destroy()
    expect(await send(url())).toBe("unreachable")
  })
})
