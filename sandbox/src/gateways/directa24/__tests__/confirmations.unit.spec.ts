import { resultControl } from "../signature"
import { startSandbox, type ApiClient, type Setup } from "./harness"

const MINUTE = 60_000

describe("confirmations", () => {
  let setup: Setup
  let api: ApiClient

  beforeEach(async () => {
    setup = await startSandbox()
    api = setup.api
    setup.sandbox.clock.setSpeed(0)
  })

  afterEach(() => setup.stop())

  const forms = () => setup.receiver.received.map(({ body }) => new URLSearchParams(body))
  const last = () => forms().at(-1) ?? new URLSearchParams()
  const controlOf = (form: URLSearchParams, secret = setup.controls.apiSignature) =>
    resultControl(secret, {
      login: setup.controls.apiKey,
      result: form.get("result") ?? "",
      amount: form.get("x_amount") ?? "",
      invoice: form.get("x_invoice") ?? "",
    })

  it("are signed forms", async () => {
    await api.link()
    const { deliveries } = setup.controls.pay("payses_1")
    await setup.sandbox.webhooks.settled()
    const [received] = setup.receiver.received
    expect(received?.headers["content-type"]).toBe(
      "application/x-www-form-urlencoded; charset=UTF-8"
    )
    const form = last()
    expect([...form.keys()]).toEqual([
      "result",
      "x_invoice",
      "x_iduser",
      "x_description",
      "x_document",
      "x_bank",
      "x_payment_type",
      "x_bank_name",
      "x_amount",
      "x_currency",
      "x_control",
    ])
    expect(Object.fromEntries(form)).toEqual({
      result: "9",
      x_invoice: "payses_1",
      x_iduser: "12345678901",
      x_description: "Order 1",
      x_document: "300000001",
      x_bank: "TE",
      x_payment_type: "00",
      x_bank_name: "Test",
      x_amount: "100.50",
      x_currency: "BRL",
      x_control: controlOf(form),
    })
    expect(deliveries).toMatchObject([
      { event: "RESULT_9", entityId: "payses_1", state: "delivered", url: setup.webhookUrl },
    ])
  })

  it.each([
    ["pay", "9", "COMPLETED"],
    ["approve", "9", "COMPLETED"],
    ["cancel", "8", "CANCELLED"],
    ["fail", "8", "DECLINED"],
    ["expire", "8", "EXPIRED"],
  ] as const)("follow %s", async (act, result, status) => {
    await api.link()
    const { payment } = setup.controls[act]("payses_1")
    await setup.sandbox.webhooks.settled()
    expect(payment).toMatchObject({ result, status })
    expect(forms().map((form) => form.get("result"))).toEqual([result])
    expect((await api.status()).json).toMatchObject({ result })
  })

  it("go to the invoice's own URL", async () => {
    const own = setup.webhookUrl.replace("/hook", "/own")
    await api.link({ x_confirmation: own })
    const [delivery] = setup.controls.pay("payses_1").deliveries
    await setup.sandbox.webhooks.settled()
    expect(delivery).toMatchObject({ url: own, state: "delivered" })
    setup.controls.setWebhookUrl(null)
    const [again] = setup.controls.sendEvent("payses_1")
    await setup.sandbox.webhooks.settled()
    expect(again).toMatchObject({ url: own, state: "delivered" })
  })

  it("go nowhere without a URL", async () => {
    setup.controls.setWebhookUrl(null)
    await api.link()
    expect(setup.controls.pay("payses_1").deliveries).toMatchObject([{ state: "no_endpoint" }])
  })

  it("are repeated after 5, 25, 125, 625 and 3125 minutes, until 200", async () => {
    setup.receiver.statuses = [500, 201, 204, 302, 404, 500]
    await api.link()
    const start = setup.sandbox.clock.now()
    const [delivery] = setup.controls.pay("payses_1").deliveries
    await setup.sandbox.clock.advance(10_000 * MINUTE)
    expect(delivery?.state).toBe("given_up")
    expect(
      delivery?.attempts.map(({ at, statusCode }) => [
        (Date.parse(at) - start) / MINUTE,
        statusCode,
      ])
    ).toEqual([
      [0, 500],
      [5, 201],
      [25, 204],
      [125, 302],
      [625, 404],
      [3125, 500],
    ])
  })

  it("end with a 200", async () => {
    setup.receiver.statuses = [500]
    await api.link()
    const [delivery] = setup.controls.pay("payses_1").deliveries
    await setup.sandbox.clock.advance(5 * MINUTE)
    expect(delivery).toMatchObject({ state: "delivered", attempts: [{}, {}] })
  })

  it("carry the present signature when repeated", async () => {
    setup.receiver.statuses = [500]
    await api.link()
    setup.controls.pay("payses_1")
    await setup.sandbox.webhooks.settled()
    setup.controls.setWebhookSecret("new signature")
    await setup.sandbox.clock.advance(5 * MINUTE)
    const [first, second] = forms().map((form) => form.get("x_control"))
    expect(first).toBe(controlOf(last(), "d24_sandbox_signature"))
    expect(second).toBe(controlOf(last(), "new signature"))
  })

  it("tell 8, then 9, of money that was found late", async () => {
    await api.link()
    const { deliveries, payment } = setup.controls.pay("payses_1", {
      shortBy: "0.50",
      unmatched: true,
    })
    expect([deliveries, payment.unmatched, payment.result]).toEqual([[], "100.00", "7"])
    await setup.sandbox.clock.advance(24 * 60 * MINUTE)
    expect(setup.controls.payment("payses_1")).toMatchObject({ result: "7", closed: "expired" })
    await setup.sandbox.clock.advance(7 * 24 * 60 * MINUTE)
    setup.controls.approve("payses_1")
    await setup.sandbox.webhooks.settled()
    expect(forms().map((form) => [form.get("result"), form.get("x_amount")])).toEqual([
      ["8", "100.50"],
      ["9", "100.00"],
    ])
    expect(setup.controls.payment("payses_1")).toMatchObject({ paid: "100.00", unmatched: "0.00" })
    expect(() => setup.controls.approve("payses_1")).toThrow("is completed")
  })

  it("tell nothing of an expiry once it is paid or cancelled", async () => {
    await api.link()
    await api.link({ x_invoice: "payses_2" })
    setup.controls.pay("payses_1")
    setup.controls.cancel("payses_2")
    await setup.sandbox.clock.advance(20 * 24 * 60 * MINUTE)
    expect(forms().map((form) => form.get("result"))).toEqual(["9", "8"])
  })

  it("leave a voucher open for three days", async () => {
    await api.link({ x_bank: "BL" })
    await setup.sandbox.clock.advance(72 * 60 * MINUTE - 1)
    expect(setup.controls.payment("payses_1").closed).toBeNull()
    await setup.sandbox.clock.advance(1)
    expect(setup.controls.payment("payses_1").closed).toBe("expired")
  })

  it("tell 7 only by setting", async () => {
    await api.link()
    expect(setup.controls.takeSlip("payses_1").deliveries).toEqual([])
    setup.controls.changeSettings({ notifyPending: true })
    setup.controls.takeSlip("payses_1")
    await setup.sandbox.webhooks.settled()
    expect(last().get("result")).toBe("7")
  })

  it("tell nothing of a declined attempt that stays pending by setting", async () => {
    setup.controls.changeSettings({ declinedResult: "7" })
    await api.link()
    const { payment, deliveries } = setup.controls.fail("payses_1")
    expect([payment.result, payment.status, deliveries]).toEqual(["7", "PENDING", []])
  })

  it.each([
    ["tamper signature", { tamper: "signature" }],
    ["tamper body", { tamper: "body" }],
    ["an old secret", { secret: "old" }],
    ["another control", { fields: { x_control: "0".repeat(64) } }],
  ] as const)("are wrongly signed: %s", async (_name, options) => {
    await api.link()
    setup.controls.sendEvent("payses_1", options)
    await setup.sandbox.webhooks.settled()
    expect(last().get("x_control")).toMatch(/^[0-9A-F]{64}$/)
    expect(last().get("x_control")).not.toBe(controlOf(last()))
  })

  it("are sent without a signature, without a field, twice, elsewhere, as anything", async () => {
    await api.link()
    const { controls } = setup
    controls.sendEvent("payses_1", { tamper: "missing_signature" })
    controls.sendEvent("payses_1", { fields: { x_document: null, extra: "1" }, copies: 2 })
    controls.sendEvent("payses_1", { rawBody: "anything=1", url: `${setup.webhookUrl}2` })
    controls.sendEvent("payses_1", { result: "9", amount: "1.00", currency: "USD" })
    await setup.sandbox.webhooks.settled()
    const [unsigned, changed, copy, raw, lie] = forms()
    expect(unsigned?.has("x_control")).toBe(false)
    expect(unsigned?.get("x_invoice")).toBe("payses_1")
    expect([changed?.has("x_document"), changed?.get("extra")]).toEqual([false, "1"])
    expect(copy?.toString()).toBe(changed?.toString())
    expect(raw?.toString()).toBe("anything=1")
    expect(lie?.get("x_control")).toBe(lie && controlOf(lie))
    expect([lie?.get("result"), lie?.get("x_amount"), lie?.get("x_currency")]).toEqual([
      "9",
      "1.00",
      "USD",
    ])
    expect(controls.payment("payses_1").result).toBe("7")
  })

  it("can be dropped, delayed and held like all webhooks", async () => {
    await api.link()
    setup.sandbox.webhooks.faults.add({ gateway: "directa24", event: "RESULT_9", drop: true })
    expect(setup.controls.pay("payses_1").deliveries).toMatchObject([{ state: "dropped" }])
    expect(setup.controls.sendEvent("payses_1", { result: "8", hold: true })).toMatchObject([
      { state: "held", event: "RESULT_8" },
    ])
  })
})
