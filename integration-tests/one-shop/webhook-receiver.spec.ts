import { createHmac } from "node:crypto"
import type { AxiosResponse } from "axios"
import { describeStreamPayShop, HOOK } from "../support/streampay-shop"
import { eventually } from "../support/eventually"

jest.setTimeout(120_000)

describeStreamPayShop((shop) => {
  const body = (members: Record<string, unknown> = {}) =>
    JSON.stringify({
      event_type: "PAYMENT_SUCCEEDED",
      entity_type: "PAYMENT",
      data: {},
      ...members,
    })

  const sign = (raw: string, secret = shop().sandbox.streampay.webhookSecret) => {
    const time = Math.trunc(Date.now() / 1000)
    const mac = createHmac("sha256", secret).update(`${time}.${raw}`).digest("hex")
    return `t=${time},v1=${mac}`
  }

  const deliver = async (
    raw: string,
    options: { path?: string; signature?: string | null; contentType?: string } = {}
  ): Promise<AxiosResponse<{ type?: string; message?: string }>> =>
    shop().api.post(options.path ?? HOOK, raw, {
      validateStatus: () => true,
      transformRequest: (data: unknown) => data,
      headers: {
        "content-type": options.contentType ?? "application/json",
        ...(options.signature !== null && {
          "X-Webhook-Signature": options.signature ?? sign(raw),
        }),
      },
    })

  const storedEvents = async () => shop().ledger.listPaymentGatewayWebhookEvents({})

  it("answers 401 to a missing, foreign or tampered signature, and stores nothing", async () => {
    const raw = body()
    const answers = await Promise.all([
      deliver(raw, { signature: null }),
      deliver(raw, { signature: sign(raw, "another secret") }),
      deliver(raw.replace("SUCCEEDED", "SUCCEEDEd"), { signature: sign(raw) }),
      deliver(raw, { signature: "v1=nonsense" }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401])
    expect(answers[1]?.data.message).toMatch(/webhook secret is another one/)
    expect(await storedEvents()).toEqual([])
  })

  it("answers 404 to an unknown gateway and to other providers of the shop", async () => {
    const paths = [
      "streampay_other",
      "nobody",
      "system_default",
      "constructor",
      "%00",
      "a".repeat(500),
    ]
    for (const name of paths) {
      const { status } = await deliver(body(), { path: `/hooks/payment-gateways/${name}` })
      expect([name.slice(0, 20), status]).toEqual([name.slice(0, 20), 404])
    }
    expect(await storedEvents()).toEqual([])
  })

  it("answers 400 to what cannot be read and 413 to what is too large", async () => {
    const broken = '{"event_type":'
    const noEvent = '{"hello":"world"}'
    expect((await deliver(broken)).status).toBe(400)
    expect((await deliver(noEvent)).status).toBe(400)
    expect((await deliver("", { signature: sign("") })).status).toBe(400)
    expect((await deliver("<xml/>", { contentType: "application/xml" })).status).toBe(400)
    const large = body({ filler: "x".repeat(1_100_000) })
    expect((await deliver(large)).status).toBe(413)
    expect(await storedEvents()).toEqual([])
    expect((await deliver(body())).status).toBe(200)
  })

  it("stores an event once, however often it is delivered", async () => {
    const { linkId } = await shop().checkout()
    shop().sandbox.webhooks.faults.add({ event: "PAYMENT_SUCCEEDED", copies: 5 })
    shop().sandbox.streampay.pay(linkId)
    await shop().theOrder()
    await shop().webhooksProcessed()
    await eventually(async () => {
      const events = await storedEvents()
      expect(events.map((event) => [event.event_type, event.state]).sort()).toEqual([
        ["INVOICE_COMPLETED", "done"],
        ["PAYMENT_SUCCEEDED", "done"],
      ])
    })
  })

  it("keeps what is no payment of this shop, and does nothing with it", async () => {
    const foreign = body({
      data: {
        metadata: { session_id: "payses_01FOREIGN" },
        payment_link: { id: "33333333-4444-4555-8666-777777777777" },
      },
    })
    const subscription = body({ event_type: "SUBSCRIPTION_CREATED", entity_type: "SUBSCRIPTION" })
    expect((await deliver(foreign)).status).toBe(200)
    expect((await deliver(subscription)).status).toBe(200)
    await eventually(async () => {
      const states = (await storedEvents()).map((event) => event.state)
      expect(states).toEqual(["ignored", "ignored"])
    })
    expect(shop().sandbox.requests.count({ gateway: "streampay" })).toBe(0)
    expect(await shop().orders()).toEqual([])
  })

  it("reads the payment whatever a signed webhook says", async () => {
    const { session, linkId } = await shop().checkout()
    const lie = body({
      status: "SUCCEEDED",
      data: { metadata: { session_id: session.id }, payment_link: { id: linkId } },
    })
    const unknown = body({
      event_type: "PAYMENT_TELEPORTED",
      data: { metadata: { session_id: session.id } },
    })
    expect((await deliver(lie)).status).toBe(200)
    expect((await deliver(unknown)).status).toBe(200)
    await shop().webhooksProcessed()
    expect(await shop().status(session.id)).toMatchObject({ status: "pending", received: "0.00" })
    expect(await shop().orders()).toEqual([])
  })

  it("leads core's own address to the same receiver, and leaves other providers to core", async () => {
    for (const prefix of ["", "pp_"]) {
      const core = `/hooks/payment/${prefix}streampay_streampay`
      expect((await deliver(body(), { path: core, signature: null })).status).toBe(401)
    }
    const { linkId } = await shop().checkout()
    const base = String(shop().api.defaults.baseURL)
    shop().sandbox.streampay.setWebhookUrl(`${base}/hooks/payment/streampay_streampay`)
    shop().sandbox.streampay.pay(linkId)
    await shop().theOrder()
    const other = await deliver(body(), { path: "/hooks/payment/system_default", signature: null })
    expect(other.status).toBe(200)
  })

  it("asks for the webhook again while the database takes nothing, and loses none", async () => {
    const { linkId } = await shop().checkout()
    const table = "payment_gateway_webhook_event"
    const knex = shop().container.resolve("__pg_connection__")
    await knex.raw(`ALTER TABLE ${table} RENAME TO ${table}_away`)
    shop().sandbox.streampay.pay(linkId)
    const refused = await shop().sandbox.webhooks.waitForDelivery(
      (delivery) => delivery.attempts[0]?.statusCode === 503
    )
    expect(refused.state).toBe("retrying")
    await knex.raw(`ALTER TABLE ${table}_away RENAME TO ${table}`)
    await shop().sandbox.webhooks.deliverNow(refused.id)
    await shop().theOrder()
  })

  it("takes a webhook while the gateway does not answer, and reads it later", async () => {
    const { session, linkId } = await shop().checkout()
    const outage = shop().sandbox.faults.add({
      gateway: "streampay",
      path: "/api/v2/*",
      effect: { kind: "status", status: 503, when: "before" },
    })
    shop().sandbox.streampay.pay(linkId)
    await eventually(async () => {
      const [event] = await storedEvents()
      expect(event).toMatchObject({ state: "waiting", last_error: expect.stringMatching(/503/) })
    })
    expect(await shop().status(session.id)).toMatchObject({ status: "pending", order_id: null })
    shop().sandbox.faults.remove(outage)
    await shop()
      .container.resolve("__pg_connection__")
      .raw("UPDATE payment_gateway_webhook_event SET due_at = now()")
    // The scheduled job takes up what is due.
    await shop().theOrder()
    await eventually(async () => {
      const story = await shop().timelineOf(session.id)
      expect(story).toEqual(["created", "captured", "order_completed"])
    })
  })
})
