import { startSandbox, type Setup } from "./harness"
import { INVOICE_STATUSES } from "../entities"

const MINUTE = 60_000

describe("callbacks", () => {
  let setup: Setup

  beforeEach(async () => {
    setup = await startSandbox()
  })

  afterEach(() => setup.stop())

  it("are the object that the API shows", async () => {
    const id = await setup.api.invoice({ metadata: { session_id: "payses_1" } })
    setup.corefy.pay(id)
    const [body] = await setup.callbacks()
    expect(body).toEqual((await setup.api.call("GET", `/api/payment-invoices/${id}`)).json)
    expect(body).toMatchObject({
      data: {
        type: "payment-invoices",
        id,
        attributes: { status: "processed", processed_amount: 10.5, test_mode: true },
      },
    })
    const [received] = setup.receiver.received
    expect(received?.headers["content-type"]).toBe("application/json")
  })

  it("go to the invoice's own URL first, to the account's else, to none without one", async () => {
    const accountUrl = setup.corefy.pay(await setup.api.invoice()).deliveries[0]?.url ?? ""
    const own = accountUrl.replace("/hook", "/own")
    const second = await setup.api.invoice({ reference_id: "2", callback_url: own })
    expect(setup.corefy.pay(second).deliveries).toMatchObject([{ url: own }])
    await setup.sandbox.webhooks.settled()
    expect(setup.receiver.received).toHaveLength(2)
    setup.corefy.setWebhookUrl(null)
    const third = await setup.api.invoice({ reference_id: "3" })
    expect(setup.corefy.pay(third).deliveries).toMatchObject([{ state: "no_endpoint" }])
  })

  it.each(INVOICE_STATUSES)("tell %s", async (status) => {
    const id = await setup.api.invoice()
    setup.corefy.setStatus(id, status, { event: true })
    expect(await setup.statuses()).toEqual([status])
    expect(setup.sandbox.webhooks.list({ event: status, entityId: id })).toHaveLength(1)
  })

  it("tell each step of the payer's way", async () => {
    const id = await setup.api.invoice()
    setup.corefy.open(id)
    setup.corefy.decline(id)
    setup.corefy.pay(id, { shortBy: "1.00", evenIfClosed: true })
    expect(await setup.statuses()).toEqual(["process_pending", "process_error", "processed"])
  })

  it("tell final statuses only, where the account says so", async () => {
    setup.corefy.changeSettings({ onlyFinalCallbacks: true })
    const id = await setup.api.invoice()
    setup.corefy.open(id)
    setup.corefy.decline(id)
    setup.corefy.fail(id)
    expect(await setup.statuses()).toEqual(["process_failed"])
  })

  it("are repeated until 200 comes, and by nothing else", async () => {
    setup.receiver.statuses = [500, 201, 204, 302, 401]
    setup.corefy.pay(await setup.api.invoice())
    await setup.sandbox.webhooks.settled()
    const counts = [setup.receiver.received.length]
    for (const minutes of [1, 2, 3, 4, 5]) {
      await setup.sandbox.clock.advance(minutes * MINUTE - 1000)
      counts.push(setup.receiver.received.length)
      await setup.sandbox.clock.advance(1000)
      counts.push(setup.receiver.received.length)
    }
    expect(counts).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6])
    expect(setup.sandbox.webhooks.list()).toMatchObject([{ state: "delivered" }])
    const sent = setup.receiver.received.map(({ body, headers }) =>
      [body, headers["x-signature"]].join()
    )
    expect(new Set(sent).size).toBe(1)
  })

  it("are given up after 100 attempts", async () => {
    setup.receiver.statuses = Array.from({ length: 101 }, () => 500)
    setup.corefy.changeSettings({ lifetimeMinutes: 100_000 })
    setup.corefy.pay(await setup.api.invoice())
    await setup.sandbox.clock.advance(5000 * MINUTE)
    expect(setup.receiver.received).toHaveLength(100)
    const [delivery] = setup.sandbox.webhooks.list()
    expect(delivery?.state).toBe("given_up")
    const [first, last] = [delivery?.attempts[0], delivery?.attempts[99]]
    const minutes = (Date.parse(last?.at ?? "") - Date.parse(first?.at ?? "")) / MINUTE
    expect(Math.round(minutes)).toBe((99 * 100) / 2)
  })

  it("may be fewer, and pause from the first attempt on", async () => {
    setup.receiver.statuses = Array.from({ length: 20 }, () => 500)
    setup.corefy.changeSettings({ callbackAttempts: 10, callbackRetryPause: "since_first" })
    setup.corefy.pay(await setup.api.invoice())
    await setup.sandbox.clock.advance(9 * MINUTE)
    expect(setup.sandbox.webhooks.list()).toMatchObject([{ state: "given_up" }])
    expect(setup.receiver.received).toHaveLength(10)
  })

  it("can be sent about anything, with any body", async () => {
    const id = await setup.api.invoice()
    const { sendEvent } = setup.corefy
    sendEvent("processed", { reference: id })
    sendEvent("processed", { reference: id, attributes: { processed_amount: 99, currency: "EUR" } })
    sendEvent("processed", { reference: id, id: "cpi_Other", type: "payout-invoices" })
    sendEvent("x", { data: { id: "cpi_1" } })
    sendEvent("y", { rawBody: '{"data":null}' })
    sendEvent("z")
    const bodies = await setup.callbacks()
    expect(bodies).toMatchObject([
      { data: { id, attributes: { status: "processed", processed_amount: null } } },
      { data: { attributes: { processed_amount: 99, currency: "EUR" } } },
      {
        data: {
          id: "cpi_Other",
          type: "payout-invoices",
          links: { self: "/api/payment-invoices/cpi_Other" },
        },
      },
      { data: { id: "cpi_1" } },
      { data: null },
      { data: { attributes: { status: "z" } } },
    ])
    expect(setup.corefy.payment(id).status).toBe("created")
  })

  it("can be mishandled in every way", async () => {
    const id = await setup.api.invoice()
    const right = setup.corefy.sendEvent("processed", { reference: id })
    setup.corefy.sendEvent("processed", { reference: id, tamper: "signature" })
    setup.corefy.sendEvent("processed", { reference: id, tamper: "missing_signature" })
    setup.corefy.sendEvent("processed", { reference: id, tamper: "body" })
    setup.corefy.sendEvent("processed", { reference: id, secret: "sk_old", copies: 2 })
    setup.corefy.sendEvent("processed", { reference: id, drop: true })
    await setup.sandbox.webhooks.settled()
    const { received } = setup.receiver
    const signatures = received.map(({ headers }) => headers["x-signature"])
    const [first] = signatures
    expect(received).toHaveLength(6)
    expect(right).toHaveLength(1)
    expect(signatures[1]).not.toBe(first)
    expect(Buffer.from(String(signatures[1]), "base64")).not.toEqual(
      Buffer.from(String(first), "base64")
    )
    expect(signatures[2]).toBeUndefined()
    expect([signatures[3], received[3]?.body === received[0]?.body]).toEqual([first, false])
    expect(signatures[4]).not.toBe(first)
    expect(signatures[5]).toBe(signatures[4])
  })
})
