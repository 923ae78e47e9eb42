import type { Attempt } from "../../../core/attempt"
import type { Gateway } from "../../../core/contract"
import { GatewayServer, json } from "../../../core/__tests__/support/gateway-server"
import { rawDelivery } from "./support/callbacks"
import { afterExpiry, GatewayBench, refOf } from "./support/gateway-bench"

let bench: GatewayBench
let gateway: Gateway
const shop = new GatewayServer()

beforeAll(async () => {
  bench = await GatewayBench.start()
  await shop.start()
  bench.stream.setWebhookUrl(`${shop.url}/hooks/payment-gateways/stream-crypto_stream-crypto`)
})

afterAll(async () => {
  await bench.stop()
  await shop.stop()
})

beforeEach(() => {
  bench.reset()
  shop.answerWith(json(200, { received: true }))
  gateway = bench.gateway()
})

/** What the shop was sent, as the gateway reads it. */
async function delivered(now = new Date(), reader = gateway) {
  await bench.sandbox.webhooks.settled()
  return shop.requests.map(({ body }) => reader.readWebhook(rawDelivery(body, now)))
}

async function told(attempt: Attempt, now = new Date()): Promise<Attempt> {
  const hints = await delivered(now)
  const evidence = Object.assign({}, ...hints.map((hint) => hint.evidence)) as Attempt["evidence"]
  return { ...attempt, evidence: { ...attempt.evidence, ...evidence } }
}

describe.each(["strings", "numbers"] as const)("a callback with %s", (callbackNumbers) => {
  describe.each(["smallest_unit", "display"] as const)("and amounts as %s", (callbackAmounts) => {
    beforeEach(() => void bench.stream.changeSettings({ callbackNumbers, callbackAmounts }))

    it.each(["15.89 USD", "10.00 USD", "0.93 EUR", "25 STRM"])(
      "about %s is taken, and leads to a paid payment",
      async (amount) => {
        const attempt = await bench.open(gateway, amount)
        bench.stream.pay(refOf(attempt))
        const [hint, ...more] = await delivered()
        expect(more).toEqual([])
        expect(hint).toMatchObject({ reference: attempt.reference, concerns: "payment" })
        const paid = await bench.reread(gateway, await told(attempt))
        expect(paid).toMatchObject({ status: "captured", exception: null })
        expect(paid.received.equals(paid.due)).toBe(true)
      }
    )
  })
})

describe("sums that are not what was asked", () => {
  it("more is told by the callback alone", async () => {
    const attempt = await bench.open(gateway, "15.89 USD")
    bench.stream.pay(refOf(attempt), { overBy: "4.11" })
    const paid = await bench.reread(gateway, await told(attempt))
    expect(paid).toMatchObject({ status: "captured", exception: "overpaid" })
    expect(paid.received.toDecimal()).toBe("20.00")
  })

  it.each(["15.89 USD", "10.00 EUR"])("less of %s is underpaid", async (amount) => {
    bench.stream.changeSettings({ underpaidCallback: true })
    const attempt = await bench.open(gateway, amount)
    bench.stream.pay(refOf(attempt), { shortBy: "5.00" })
    const read = await bench.reread(gateway, await told(attempt))
    expect(read).toMatchObject({ status: "pending", exception: "underpaid" })
  })

  it("parts are paid with the last one", async () => {
    bench.stream.changeSettings({ underpaidCallback: true })
    const attempt = await bench.open(gateway, "15.89 USD")
    bench.stream.payInParts(refOf(attempt), { parts: 3 })
    const paid = await bench.reread(gateway, await told(attempt))
    expect(Object.keys(paid.evidence)).toHaveLength(3)
    expect(paid).toMatchObject({ status: "captured", exception: null })
    expect(paid.received.toDecimal()).toBe("15.89")
  })
})

describe("late money", () => {
  it.each([
    [5, "captured", null],
    [30, "expired", "late"],
  ])("%d minutes after its time is %s", async (minutes, status, exception) => {
    const attempt = await bench.open(gateway, "15.89 USD")
    bench.stream.expire(refOf(attempt))
    bench.stream.pay(refOf(attempt), { evenIfClosed: true })
    const at = afterExpiry(attempt, minutes)
    const read = await bench.reread(gateway, await told(attempt, at), {}, at)
    expect(read).toMatchObject({ status, exception })
    expect(read.received.toDecimal()).toBe("15.89")
  })
})

describe("a callback that the shop did not take", () => {
  it("is repeated with another time and signature, and is the same event", async () => {
    shop.answerWith(json(503, {}), json(200, {}))
    const attempt = await bench.open(gateway, "15.89 USD")
    bench.stream.pay(refOf(attempt))
    await bench.sandbox.webhooks.waitForDelivery(({ state }) => state === "retrying")
    await bench.sandbox.clock.advance(10 * 60_000)
    const [first, second] = await delivered()
    expect(shop.requests[0].body).not.toBe(shop.requests[1].body)
    expect(second.dedupeKey).toBe(first.dedupeKey)
  })

  it("is read as ERR_CALLBACK, and is paid with its transaction", async () => {
    bench.stream.changeSettings({ showCallbackErrors: true })
    shop.answerWith(json(500, {}))
    const attempt = await bench.open(gateway, "15.89 USD")
    bench.stream.pay(refOf(attempt))
    await bench.sandbox.webhooks.waitForDelivery(({ state }) => state === "retrying")
    const read = await bench.reread(gateway, attempt)
    expect(read).toMatchObject({ status: "captured", gatewayStatus: "ERR_CALLBACK" })
  })

  it("is read as ERR_CALLBACK, and waits for its transaction", async () => {
    bench.stream.changeSettings({ showCallbackErrors: true, transactionLagMs: 600_000 })
    shop.answerWith(json(500, {}))
    const attempt = await bench.open(gateway, "15.89 USD")
    bench.stream.pay(refOf(attempt))
    await bench.sandbox.webhooks.waitForDelivery(({ state }) => state === "retrying")
    expect((await bench.reread(gateway, attempt)).status).toBe("pending")
  })
})

describe("a spoiled callback", () => {
  it.each(["signature", "missing_signature", "timestamp", "body"] as const)(
    "is refused: %s",
    async (tamper) => {
      const attempt = await bench.open(gateway, "15.89 USD")
      bench.stream.sendEvent(refOf(attempt), { tamper })
      await bench.sandbox.webhooks.settled()
      expect(shop.requests).toHaveLength(1)
      const read = () => gateway.readWebhook(rawDelivery(shop.requests[0].body))
      expect(read).toThrow(expect.objectContaining({ reason: "invalid_signature" }))
    }
  )

  it("is refused when it is signed with another secret, and taken when that is known", async () => {
    const attempt = await bench.open(gateway, "15.89 USD")
    const former = bench.stream.clientSecret
    bench.stream.setClientSecret("cs_new_8821")
    bench.stream.pay(refOf(attempt))
    await expect(delivered(new Date(), bench.gateway({ clientSecret: former }))).rejects.toThrow(
      expect.objectContaining({ reason: "invalid_signature" })
    )
    const both = bench.gateway({ clientSecret: ["cs_new_8821", former] })
    expect(await delivered(new Date(), both)).toHaveLength(1)
  })

  it.each([
    ["a name of another payment", { fields: { payment_id: "../x" } }],
    ["a sum with another field in it", { fields: { amount: "1;AmountUsd=1.00" } }],
    ["an amount below zero", { fields: { received_amount_usd: "-1.00" } }],
  ])("is refused though it is signed: %s", async (_, options) => {
    const attempt = await bench.open(gateway, "15.89 USD")
    bench.stream.sendEvent(refOf(attempt), options)
    await expect(delivered()).rejects.toThrow(
      expect.objectContaining({ reason: "invalid_webhook" })
    )
  })

  it("with new members is taken", async () => {
    const attempt = await bench.open(gateway, "15.89 USD")
    bench.stream.sendEvent(refOf(attempt), { extra: { version: 2, details: { amount: 1 } } })
    expect(await delivered()).toHaveLength(1)
  })
})

it("what was displayed and cut is enough", async () => {
  const attempt = await bench.open(bench.gateway({ mode: "manual" }), "15.89 USD")
  const { nextAction } = attempt
  const destinations = nextAction?.type === "transfer" ? nextAction.destinations : []
  const shown = destinations.find(({ asset }) => asset === "STRM")
  bench.stream.pay(refOf(attempt), { coin: "STRM", coinAmount: shown?.amount })
  const paid = await bench.reread(gateway, await told(attempt))
  expect(paid).toMatchObject({ status: "captured", exception: null })
})
