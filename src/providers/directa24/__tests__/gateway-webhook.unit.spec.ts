import type { Delivery } from "../../../../sandbox/src"
import type { Gateway } from "../../../core/contract"
import { GatewayError } from "../../../core/errors"
import { GatewayServer, text } from "../../../core/__tests__/support/gateway-server"
import { GatewayBench } from "./support/gateway-bench"

/* Confirmations as the sandbox sends them, over HTTP. */

const server = new GatewayServer()
let bench: GatewayBench
let gateway: Gateway

beforeAll(async () => {
  await server.start()
  bench = await GatewayBench.start()
})

afterAll(async () => {
  await bench.stop()
  await server.stop()
})

beforeEach(() => {
  bench.reset()
  gateway = bench.gateway()
  server.answerWith(text(200, "ok"))
})

async function open(): Promise<string> {
  const webhookUrl = `${server.url}/hooks/payment-gateways/directa24_directa24`
  const created = await gateway.create(bench.request(bench.money("100.50 BRL"), { webhookUrl }))
  return created.reference ?? ""
}

/** What arrived, as the shop's receiver hands it on. */
async function received(deliveries: readonly Delivery[]) {
  expect(deliveries.length).toBeGreaterThan(0)
  await bench.sandbox.webhooks.settled()
  return server.requests.map(({ body, headers }) => ({
    rawBody: Buffer.from(body),
    headers,
    now: new Date(),
  }))
}

describe("a confirmation", () => {
  it.each([
    ["pay", "9"],
    ["cancel", "8"],
    ["expire", "8"],
  ] as const)("after %s has result %s", async (act, result) => {
    const reference = await open()
    const [delivery] = await received(bench.account[act](reference).deliveries)
    expect(delivery.headers["content-type"]).toContain("application/x-www-form-urlencoded")
    expect(gateway.readWebhook(delivery)).toEqual({
      eventType: `result ${result}`,
      dedupeKey: expect.any(String),
      sessionId: reference,
      reference,
      concerns: "payment",
      isUnknown: false,
    })
  })

  it("that comes twice is one event", async () => {
    const reference = await open()
    bench.account.pay(reference)
    const deliveries = await received(bench.account.sendEvent(reference, { copies: 2 } as never))
    const keys = deliveries.map((delivery) => gateway.readWebhook(delivery).dedupeKey)
    expect(keys.length).toBeGreaterThan(1)
    expect(new Set(keys).size).toBe(1)
  })

  it("of 8 and then 9 are two", async () => {
    const reference = await open()
    bench.account.expire(reference)
    const deliveries = await received(bench.account.approve(reference).deliveries)
    const hints = deliveries.map((delivery) => gateway.readWebhook(delivery))
    expect(hints.map(({ eventType }) => eventType).sort()).toEqual(["result 8", "result 9"])
    expect(new Set(hints.map(({ dedupeKey }) => dedupeKey)).size).toBe(2)
  })

  it.each(["signature", "missing_signature", "body"] as const)(
    "with a tampered %s is refused",
    async (tamper) => {
      const reference = await open()
      const sent = bench.account.sendEvent(reference, { tamper } as never)
      const [delivery] = await received(sent)
      expect(refusalOf(delivery)).toMatchObject({ reason: "invalid_signature" })
    }
  )

  it("after the signature was replaced is refused with the old one", async () => {
    const reference = await open()
    bench.account.setWebhookSecret("another_signature")
    const [delivery] = await received(bench.account.pay(reference).deliveries)
    expect(refusalOf(delivery)).toMatchObject({ reason: "invalid_signature" })
    gateway = bench.gateway({ apiSignature: "another_signature" })
    expect(gateway.readWebhook(delivery).reference).toBe(reference)
  })

  it("that lies about the result is a hint only: the reading decides", async () => {
    const reference = await open()
    const sent = bench.account.sendEvent(reference, { result: "9" } as never)
    const [delivery] = await received(sent)
    expect(gateway.readWebhook(delivery).eventType).toBe("result 9")
    const attempt = bench.attempt(bench.money("100.50 BRL"), { reference })
    expect((await bench.read(gateway, attempt)).status).toBe("requires_more")
  })
})

function refusalOf(delivery: Parameters<Gateway["readWebhook"]>[0]): GatewayError {
  try {
    gateway.readWebhook(delivery)
  } catch (error) {
    if (GatewayError.is(error)) {
      bench.expectClean(error)
      return error
    }
    throw error
  }
  throw new Error("the webhook was taken")
}
