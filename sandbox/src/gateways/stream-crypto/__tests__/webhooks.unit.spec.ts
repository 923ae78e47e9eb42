import { createHash } from "node:crypto"
import { signedText, type CallbackFields } from "../callback"
import { MINUTE, SECRET, start, type Setup } from "./harness"

const DAY = 24 * 60 * MINUTE

describe("callbacks", () => {
  let setup: Setup

  beforeEach(async () => {
    setup = await start()
  })

  afterEach(() => setup.stop())

  const settled = () => setup.sandbox.webhooks.settled()
  const isSigned = (callback: Record<string, string>, secret = SECRET) => {
    const { signature, ...fields } = callback
    const text = signedText(fields as unknown as CallbackFields, secret)
    return createHash("sha256").update(text).digest("hex") === signature
  }

  it("tell what was asked and what arrived, signed in the body", async () => {
    const id = await setup.create({ amount_usd: "1.00" })
    const { deliveries } = setup.controls.pay(id)
    expect(deliveries).toMatchObject([{ gateway: "stream-crypto", event: "payment", entityId: id }])
    await settled()
    const [callback] = setup.callbacks()
    expect(callback).toEqual({
      payment_id: id,
      amount: "166389351081530782029950",
      amount_usd: "1.00",
      received_amount: "166389351081530782029950",
      received_amount_usd: "1.00",
      current_datetime: new Date(setup.sandbox.clock.now()).toISOString().slice(0, 19) + "+00:00",
      signature: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    })
    expect(isSigned(callback ?? {})).toBe(true)
    expect(setup.shop.received[0]).toMatchObject({
      method: "POST",
      path: "/hook",
      headers: { "content-type": "application/json" },
    })
    expect(Object.keys(setup.shop.received[0]?.headers ?? {})).not.toContain("signature")
  })

  it("are bare numbers by setting, with all digits", async () => {
    setup.controls.changeSettings({ callbackNumbers: "numbers" })
    setup.controls.pay(await setup.create({ amount_usd: "1.00" }))
    await settled()
    expect(setup.shop.received[0]?.body).toMatch(
      /"amount":166389351081530782029950,"amount_usd":1\.00,"received_amount":166389351081530782029950,"received_amount_usd":1\.00,"current_datetime":"[^"]+","signature":"[0-9a-f]{64}"\}$/
    )
  })

  it("tell amounts in STRM by setting", async () => {
    setup.controls.changeSettings({ callbackAmounts: "display" })
    setup.controls.pay(await setup.create({ amount: "0.02" }), { overBy: "0.01" })
    await settled()
    expect(setup.callbacks()).toMatchObject([{ amount: "0.02", received_amount: "0.03" }])
  })

  it("are sent for overpayment, late and second payments, with the sum", async () => {
    const over = await setup.create({ amount_usd: "10.00" })
    setup.controls.pay(over, { overBy: "2.50" })
    setup.controls.pay(over, { evenIfClosed: true })
    const late = await setup.create({ amount_usd: "10.00" })
    setup.controls.expire(late)
    setup.controls.pay(late, { evenIfClosed: true, coin: "SOL" })
    await settled()
    expect(setup.callbacks()).toMatchObject([
      { payment_id: over, amount_usd: "10.00", received_amount_usd: "12.50" },
      { payment_id: over, amount_usd: "10.00", received_amount_usd: "22.50" },
      { payment_id: late, amount_usd: "10.00", received_amount_usd: "10.00" },
    ])
    expect(setup.callbacks().every((callback) => isSigned(callback))).toBe(true)
  })

  it("are not sent for too little, unless setting or control say so", async () => {
    const id = await setup.create({ amount_usd: "10.00" })
    expect(setup.controls.pay(id, { amount: "1.00" }).deliveries).toEqual([])
    const { deliveries } = setup.controls.pay(id, { amount: "1.00", callback: true })
    expect(deliveries).toHaveLength(1)
    setup.controls.changeSettings({ underpaidCallback: true })
    expect(setup.controls.pay(id, { shortBy: "0.01" }).deliveries).toHaveLength(1)
    expect(setup.controls.pay(id, { callback: false }).deliveries).toEqual([])
    await settled()
    expect(setup.callbacks()).toMatchObject([
      { received_amount_usd: "2.00" },
      { received_amount_usd: "9.99" },
    ])
    expect(setup.controls.payment(id).status).toBe("completed")
  })

  it("are repeated every 10 minutes, dated and signed anew", async () => {
    setup.shop.statuses = [{ status: 500 }, { status: 404 }]
    setup.controls.pay(await setup.create())
    await settled()
    setup.controls.setClientSecret("replaced")
    await setup.sandbox.clock.advance(10 * MINUTE - 1)
    expect(setup.shop.received).toHaveLength(1)
    await setup.sandbox.clock.advance(1)
    expect(setup.shop.received).toHaveLength(2)
    await setup.sandbox.clock.advance(DAY)
    expect(setup.shop.received).toHaveLength(3)
    const [first = {}, second = {}, third = {}] = setup.callbacks()
    expect([isSigned(first), isSigned(second, "replaced"), isSigned(third, "replaced")]).toEqual([
      true,
      true,
      true,
    ])
    const minutes = [first, second, third].map(({ current_datetime }) =>
      Math.round(
        (Date.parse(current_datetime ?? "") - Date.parse(first.current_datetime ?? "")) / MINUTE
      )
    )
    expect(minutes).toEqual([0, 10, 20])
    expect(setup.sandbox.webhooks.list()).toMatchObject([{ state: "delivered" }])
  })

  it("are given up after 3 days", async () => {
    setup.shop.statuses = Array.from({ length: 1000 }, () => ({ status: 503 }))
    setup.controls.pay(await setup.create())
    await settled()
    await setup.sandbox.clock.advance(3 * DAY - 1)
    expect(setup.sandbox.webhooks.list()).toMatchObject([{ state: "retrying" }])
    await setup.sandbox.clock.advance(1)
    expect(setup.sandbox.webhooks.list()).toMatchObject([{ state: "given_up" }])
    expect(setup.shop.received).toHaveLength(1 + 3 * 24 * 6)
    await setup.sandbox.clock.advance(DAY)
    expect(setup.shop.received).toHaveLength(1 + 3 * 24 * 6)
  })

  it.each([200, 201, 204, 299])("end with %i", async (status) => {
    setup.shop.statuses = [{ status }]
    setup.controls.pay(await setup.create())
    await settled()
    expect(setup.sandbox.webhooks.list()).toMatchObject([{ state: "delivered" }])
  })

  it.each([
    [302, "GET", ""],
    [301, "GET", ""],
    [303, "GET", ""],
    [307, "POST", "{"],
    [308, "POST", "{"],
  ])("follow a redirect %i with %s", async (status, method, body) => {
    setup.shop.statuses = [{ status, location: "/elsewhere?x=1" }]
    setup.controls.pay(await setup.create())
    await settled()
    expect(setup.sandbox.webhooks.list()).toMatchObject([
      { state: "delivered", attempts: [{ statusCode: 200 }] },
    ])
    const [, second] = setup.shop.received
    expect([second?.path, second?.method, second?.body.slice(0, 1)]).toEqual([
      "/elsewhere?x=1",
      method,
      body,
    ])
  })

  it.each([
    ["to an error", [{ status: 302, location: "/gone" }, { status: 410 }], 2],
    ["without end", Array.from({ length: 20 }, () => ({ status: 302, location: "/again" })), 6],
    ["to nowhere", [{ status: 302 }], 1],
    ["to what is no URL", [{ status: 302, location: "http://" }], 1],
  ])("are repeated after a redirect %s", async (_name, answers, count) => {
    setup.shop.statuses = answers
    setup.controls.pay(await setup.create())
    await settled()
    expect(setup.sandbox.webhooks.list()).toMatchObject([{ state: "retrying" }])
    expect(setup.shop.received).toHaveLength(count)
  })

  it("that fail show as ERR_CALLBACK by setting, until one is taken", async () => {
    setup.shop.statuses = [{ status: 500 }]
    const id = await setup.create()
    setup.controls.pay(id)
    await settled()
    expect(await setup.read(id)).toMatchObject({ status: "completed" })
    setup.controls.changeSettings({ showCallbackErrors: true })
    expect(await setup.read(id)).toMatchObject({
      status: "ERR_CALLBACK",
      transaction_hash: expect.any(String) as string,
    })
    await setup.sandbox.clock.advance(10 * MINUTE)
    expect(await setup.read(id)).toMatchObject({ status: "completed" })
  })

  it("go to the shop's URL only, and nowhere without one", async () => {
    setup.controls.setWebhookUrl(null)
    const { deliveries } = setup.controls.pay(await setup.create())
    expect(deliveries).toMatchObject([{ state: "no_endpoint" }])
  })

  it("say what is sent by hand: about anything, in any form", async () => {
    const id = await setup.create({ amount_usd: "1.00" })
    setup.controls.sendEvent(id)
    setup.controls.sendEvent("foreign_payment", {
      fields: { amount_usd: "5.00", received_amount_usd: "5.00", current_datetime: "yesterday" },
      extra: { event: "odd" },
    })
    setup.controls.sendEvent(id, { signature: "0".repeat(64) })
    setup.controls.sendEvent(id, { rawBody: "not JSON" })
    setup.controls.sendEvent(id, { numbers: "numbers", secret: "an-old-secret" })
    setup.controls.setStatus(id, "completed", { event: true })
    await settled()
    const bodies = setup.shop.received.map(({ body }) => body)
    const [plain, foreign, wrong, raw, old, completed] = bodies
    const parsed = (body: string | undefined) => JSON.parse(body ?? "") as Record<string, string>
    expect(parsed(plain)).toMatchObject({ received_amount: "0", received_amount_usd: "0.00" })
    expect(parsed(foreign)).toMatchObject({
      payment_id: "foreign_payment",
      amount: "0",
      received_amount_usd: "5.00",
      current_datetime: "yesterday",
      event: "odd",
    })
    const { event: _event, ...signed } = parsed(foreign)
    expect(isSigned(signed)).toBe(true)
    expect(parsed(wrong).signature).toBe("0".repeat(64))
    expect(raw).toBe("not JSON")
    expect(old).toContain('"received_amount_usd":0.00')
    expect(parsed(completed)).toMatchObject({
      received_amount: parsed(completed).amount,
      received_amount_usd: "1.00",
    })
  })

  it.each(["signature", "missing_signature", "timestamp", "body"] as const)(
    "can be tampered with: %s",
    async (tamper) => {
      setup.controls.changeSettings({ callbackNumbers: "numbers" })
      const id = await setup.create({ amount_usd: "1.00" })
      setup.sandbox.webhooks.faults.add({ gateway: "stream-crypto", times: 1, tamper })
      setup.controls.pay(id)
      setup.controls.sendEvent(id, { numbers: "strings" })
      await settled()
      const [spoilt, right = {}] = setup.callbacks()
      expect(setup.shop.received[0]?.body).toContain('"amount":166389351081530782029950')
      expect(
        isSigned({
          ...right,
          ...spoilt,
          amount: right.amount ?? "",
          received_amount: right.received_amount ?? "",
        })
      ).toBe(false)
      expect(isSigned(right)).toBe(true)
    }
  )

  it("can be duplicated, dropped, held, delayed, signed as of another time", async () => {
    const id = await setup.create()
    expect(setup.controls.sendEvent(id, { copies: 3 })).toHaveLength(3)
    expect(setup.controls.sendEvent(id, { drop: true })).toMatchObject([{ state: "dropped" }])
    expect(setup.controls.sendEvent(id, { hold: true })).toMatchObject([{ state: "held" }])
    setup.controls.sendEvent(id, { delayMs: MINUTE })
    setup.controls.sendEvent(id, { signedAtOffsetMs: -DAY })
    await settled()
    expect(setup.shop.received).toHaveLength(4)
    const [first, , , old] = setup.callbacks()
    expect(
      Date.parse(first?.current_datetime ?? "") - Date.parse(old?.current_datetime ?? "")
    ).toBe(DAY)
    await setup.sandbox.clock.advance(MINUTE)
    expect(setup.shop.received).toHaveLength(5)
  })
})
