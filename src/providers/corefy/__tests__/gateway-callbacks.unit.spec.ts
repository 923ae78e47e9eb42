import { GatewayServer, json } from "../../../core/__tests__/support/gateway-server"
import type { Attempt } from "../../../core/attempt"
import type { Gateway, WebhookDelivery } from "../../../core/contract"
import { INVOICE_STATUSES } from "../statuses"
import { GatewayBench } from "./support/gateway-bench"

/* Callbacks as the sandbox signs and sends them, over HTTP to a receiver of this test's. */

let bench: GatewayBench
let gateway: Gateway
let attempt: Attempt
const receiver = new GatewayServer()

beforeAll(async () => {
  bench = await GatewayBench.start()
  await receiver.start()
})

afterAll(async () => {
  await bench.stop()
  await receiver.stop()
})

beforeEach(async () => {
  bench.reset()
  receiver.answerWith(json(200, {}))
  gateway = bench.gateway()
  attempt = await openAt(gateway)
})

async function openAt(one: Gateway): Promise<Attempt> {
  const request = bench.request(bench.money("10.50 USD"), { webhookUrl: receiver.url })
  const created = await one.create(request)
  const { reference, nextAction, gatewayData } = created
  return bench.attempt(request.amount, { reference, nextAction, gatewayData })
}

/** The newest callback that came in. */
async function received(): Promise<WebhookDelivery> {
  await bench.sandbox.webhooks.settled()
  const request = receiver.requests.at(-1)
  if (!request) {
    throw new Error("no callback came in")
  }
  return { rawBody: Buffer.from(request.body), headers: request.headers, now: new Date() }
}

it("leads from the payer's money to the captured payment", async () => {
  bench.controls.pay(attempt.reference ?? "")
  const hint = gateway.readWebhook(await received())
  expect(hint).toEqual({
    eventType: "payment-invoices processed",
    dedupeKey: expect.stringMatching(/^[0-9a-f]{64}$/),
    sessionId: attempt.sessionId,
    reference: attempt.reference,
    concerns: "payment",
    isUnknown: false,
  })
  expect((await bench.reread(gateway, attempt)).status).toBe("captured")
})

it("is no proof: what it says does not count", async () => {
  bench.controls.sendEvent("processed", {
    reference: attempt.reference ?? "",
    attributes: { status: "processed", processed_amount: 10.5 },
  })
  expect(gateway.readWebhook(await received()).eventType).toBe("payment-invoices processed")
  expect((await bench.reread(gateway, attempt)).status).toBe("requires_more")
})

it.each(Object.keys(INVOICE_STATUSES))("is taken for %s", async (status) => {
  bench.controls.sendEvent(status, { reference: attempt.reference ?? "" })
  const hint = gateway.readWebhook(await received())
  expect(hint).toMatchObject({ isUnknown: false, reference: attempt.reference })
  expect(hint.eventType).toBe(`payment-invoices ${status}`)
})

it("is reported for what nobody knows", async () => {
  bench.controls.sendEvent("HELD_X", { reference: attempt.reference ?? "" })
  expect(gateway.readWebhook(await received())).toMatchObject({ isUnknown: true })
})

it.each(["invoice", "refund"] as const)("tells of a refund by the %s", async (refundCallbacks) => {
  bench.controls.changeSettings({ refundCallbacks })
  bench.controls.pay(attempt.reference ?? "")
  bench.controls.refund(attempt.reference ?? "", "10.50")
  const hint = gateway.readWebhook(await received())
  expect(hint.isUnknown).toBe(false)
  if (refundCallbacks === "refund") {
    expect(hint.concerns).toBe("refund")
    expect(hint.reference).toBe(attempt.reference)
  }
})

it.each(["signature", "missing_signature", "body"] as const)(
  "is refused with a wrong %s",
  async (tamper) => {
    receiver.answerWith(json(200, {}))
    bench.controls.sendEvent("processed", { reference: attempt.reference ?? "", tamper })
    const delivery = await received()
    const error = await bench.errorOf(Promise.resolve().then(() => gateway.readWebhook(delivery)))
    expect(error.reason).toBe("invalid_signature")
  }
)

it("is refused with a key that was replaced, and taken with the new one", async () => {
  bench.controls.setWebhookSecret("sk_live_replaced_0001")
  bench.controls.pay(attempt.reference ?? "")
  const delivery = await received()
  const error = await bench.errorOf(Promise.resolve().then(() => gateway.readWebhook(delivery)))
  expect(error.reason).toBe("invalid_signature")
  const renewed = bench.gateway({ callbackSecret: "sk_live_replaced_0001" })
  expect(renewed.readWebhook(delivery).reference).toBe(attempt.reference)
})

describe("of a test payment", () => {
  const test = (options = {}) => bench.gateway({ testMode: true, ...options })

  beforeEach(async () => {
    bench.reset()
    attempt = await openAt(test())
    bench.controls.pay(attempt.reference ?? "")
  })

  it("is taken in test mode", async () => {
    expect(test().readWebhook(await received()).reference).toBe(attempt.reference)
  })

  it("is taken in test mode by a merchant who gave the test key as the only one", async () => {
    const only = test({
      callbackSecret: bench.controls.callbackSecretTest,
      callbackSecretTest: undefined,
    })
    expect(only.readWebhook(await received()).reference).toBe(attempt.reference)
  })

  it("is refused in live mode", async () => {
    const delivery = await received()
    const error = await bench.errorOf(Promise.resolve().then(() => gateway.readWebhook(delivery)))
    expect(error.message).toContain("signed with the test key, but testMode is off")
  })
})

describe("what staff has to look at is in the log", () => {
  const warned = () => bench.logged("warn").filter((line) => line.includes("dashboard"))

  it.each(["refund_failed", "charged_back", "partially_charged_back"])("%s", async (status) => {
    bench.controls.sendEvent(status, { reference: attempt.reference ?? "" })
    gateway.readWebhook(await received())
    expect(warned()).toEqual([expect.stringContaining(`${status} (${attempt.reference})`)])
  })

  it.each(["failed", "process_failed", "canceled"])("a refund that is %s", async (status) => {
    const attributes = { status, original_id: attempt.reference, reference_id: "refund_1" }
    const data = { type: "refunds", id: "ref_1", attributes }
    bench.controls.sendEvent("refunds", { reference: attempt.reference ?? "", data })
    gateway.readWebhook(await received())
    expect(warned()).toEqual([expect.stringContaining("could not make a refund")])
  })

  it.each(["processed", "refunded", "process_failed", "canceled"])("but not %s", async (status) => {
    bench.controls.sendEvent(status, { reference: attempt.reference ?? "" })
    gateway.readWebhook(await received())
    expect(warned()).toEqual([])
  })
})
