import { EVENT_TYPES, entityTypeOf } from "../events"
import { signatureHeader } from "../signature"
import { startSandbox, type ApiClient } from "./harness"

const MINUTE = 60_000

describe("webhooks", () => {
  let setup: Awaited<ReturnType<typeof startSandbox>>
  let api: ApiClient

  beforeEach(async () => {
    setup = await startSandbox({ webhookSecret: "whsec_1" })
    api = setup.api
  })

  afterEach(() => setup.stop())

  const bodies = () =>
    setup.receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
  const eventTypes = () => bodies().map((body) => body.event_type)

  it("carry the documented headers, in the vendor's spelling", async () => {
    const { payments } = setup.sandbox.streampay.pay(await api.link())
    await setup.sandbox.webhooks.settled()
    const [first] = setup.receiver.received
    const names = (first?.rawHeaders ?? []).filter((_, index) => index % 2 === 0)
    expect(names).toEqual(
      expect.arrayContaining([
        "Content-Type",
        "User-Agent",
        "X-Webhook-Event",
        "X-Webhook-Entity-Type",
        "X-Webhook-Entity-ID",
        "X-Webhook-Timestamp",
        "X-Webhook-Signature",
      ])
    )
    const timestamp = first?.headers["x-webhook-timestamp"]?.toString() ?? ""
    expect(timestamp).toMatch(/^\d{10}$/)
    expect(first?.headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": "StreamApp-Webhook/1.0",
      "x-webhook-event": "PAYMENT_SUCCEEDED",
      "x-webhook-entity-type": "PAYMENT",
      "x-webhook-entity-id": payments[0]?.id,
      "x-webhook-signature": signatureHeader("whsec_1", timestamp, first?.body ?? ""),
    })
  })

  it("have the documented body and no amounts in it", async () => {
    const linkId = await api.link()
    const { payments, invoice } = setup.sandbox.streampay.pay(linkId)
    await setup.sandbox.webhooks.settled()
    const base = `${setup.sandbox.url}/streampay/api/v2`
    const paymentId = payments[0]?.id ?? ""
    const [body] = bodies()
    expect(body).toEqual({
      event_type: "PAYMENT_SUCCEEDED",
      entity_type: "PAYMENT",
      entity_id: paymentId,
      entity_url: `${base}/payments/${paymentId}`,
      status: "SUCCEEDED",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/) as string,
      data: {
        invoice: { id: invoice.id, url: `${base}/invoices/${invoice.id}` },
        payment: { id: paymentId, url: `${base}/payments/${paymentId}` },
        payment_link: { id: linkId, url: `${base}/payment_links/${linkId}` },
        metadata: { session_id: "payses_1" },
      },
    })
    expect(Object.keys(body ?? {})).toEqual([
      "event_type",
      "entity_type",
      "entity_id",
      "entity_url",
      "status",
      "timestamp",
      "data",
    ])
  })

  it("come once per part, and complete the invoice with the last one", async () => {
    const linkId = await api.link()
    setup.sandbox.streampay.payInParts(linkId, { parts: 5, payNow: 3, type: "INSTALLMENT" })
    await setup.sandbox.webhooks.settled()
    expect(eventTypes()).toEqual(Array.from({ length: 3 }, () => "PAYMENT_SUCCEEDED"))
    setup.sandbox.streampay.payNextPart(linkId, 2)
    await setup.sandbox.webhooks.settled()
    expect(eventTypes().slice(3)).toEqual([
      "PAYMENT_SUCCEEDED",
      "PAYMENT_SUCCEEDED",
      "INVOICE_COMPLETED",
    ])
  })

  it("tell a declined attempt by the link alone", async () => {
    const linkId = await api.link()
    setup.sandbox.streampay.fail(linkId)
    await setup.sandbox.webhooks.settled()
    expect(bodies()).toMatchObject([
      {
        event_type: "PAYMENT_LINK_PAY_ATTEMPT_FAILED",
        entity_type: "PAYMENT_LINK",
        entity_id: linkId,
        status: "ACTIVE",
      },
    ])
    expect(setup.sandbox.streampay.invoices(linkId)).toEqual([])
  })

  it("tell a declined attempt by its payment, when the account leaves one", async () => {
    setup.sandbox.streampay.changeSettings({ declinedAttemptLeavesPayment: true })
    const linkId = await api.link()
    setup.sandbox.streampay.fail(linkId, "INSUFFICIENT_FUNDS")
    await setup.sandbox.webhooks.settled()
    expect(eventTypes()).toEqual(["PAYMENT_FAILED"])
    const [failed] = setup.sandbox.streampay.payments(linkId)
    const read = await api.call("GET", `/payments/${failed?.id}`)
    expect(read.json).toMatchObject({
      current_status: "FAILED",
      latest_pgw_message: "INSUFFICIENT_FUNDS",
    })
    setup.sandbox.streampay.pay(linkId)
    expect(setup.sandbox.streampay.invoices(linkId)).toHaveLength(1)
    expect(setup.sandbox.streampay.link(linkId).status).toBe("COMPLETED")
  })

  it("are repeated after 5 min, 30 min, 2 h, 6 h and 12 h, then given up", async () => {
    const linkId = await api.link()
    setup.receiver.statuses = Array.from({ length: 6 }, () => 503)
    setup.sandbox.streampay.setWebhookEvents(["INVOICE_COMPLETED"])
    const [delivery] = setup.sandbox.streampay.pay(linkId).deliveries
    await setup.sandbox.webhooks.settled()
    const expected = [5, 30, 120, 360, 720]
    for (const [index, minutes] of expected.entries()) {
      expect(delivery?.attempts).toHaveLength(index + 1)
      const first = Date.parse(delivery?.attempts[0]?.at ?? "")
      expect(Date.parse(delivery?.nextAttemptAt ?? "") - first).toBe(minutes * MINUTE)
      await setup.sandbox.clock.advance(
        Date.parse(delivery?.nextAttemptAt ?? "") - setup.sandbox.clock.now()
      )
    }
    expect(delivery).toMatchObject({ state: "given_up", nextAttemptAt: null })
    expect(delivery?.attempts).toHaveLength(6)
    const signatures = new Set(
      delivery?.attempts.map(({ headers }) => headers["X-Webhook-Signature"])
    )
    expect(signatures.size).toBe(1)
  })

  it("are signed anew at each retry, when the account does so", async () => {
    setup.sandbox.streampay.changeSettings({ resignRetries: true })
    setup.receiver.statuses = [500]
    setup.sandbox.streampay.sendEvent("PAYMENT_SUCCEEDED", { linkId: await api.link() })
    await setup.sandbox.webhooks.settled()
    await setup.sandbox.clock.advance(5 * MINUTE)
    const times = setup.receiver.received.map(({ headers }) =>
      Number(headers["x-webhook-timestamp"])
    )
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(300)
  })

  it.each(EVENT_TYPES)("can be sent by hand: %s", async (eventType) => {
    const linkId = await api.link()
    const { invoice, payments } = setup.sandbox.streampay.pay(linkId, { status: "UNDER_REVIEW" })
    const [delivery] = setup.sandbox.streampay.sendEvent(eventType, {
      linkId,
      invoiceId: invoice.id,
      paymentId: payments[0]?.id,
    })
    await setup.sandbox.webhooks.settled()
    expect(delivery?.state).toBe("delivered")
    expect(bodies()[0]).toMatchObject({
      event_type: eventType,
      entity_type: entityTypeOf(eventType),
    })
  })

  it("can be of types, entities and contents that no document knows", async () => {
    const linkId = await api.link()
    setup.sandbox.streampay.sendEvent("CHARGEBACK_OPENED", {
      linkId,
      entityType: "CHARGEBACK",
      entityId: "cb_1",
      status: "OPEN",
      metadata: null,
    })
    setup.sandbox.streampay.sendEvent("PAYMENT_SUCCEEDED", { linkId, data: { odd: true } })
    setup.sandbox.streampay.sendEvent("PAYMENT_SUCCEEDED", { rawBody: "not json" })
    await setup.sandbox.webhooks.settled()
    expect(setup.receiver.received[2]?.body).toBe("not json")
    expect(JSON.parse(setup.receiver.received[0]?.body ?? "")).toMatchObject({
      event_type: "CHARGEBACK_OPENED",
      entity_type: "CHARGEBACK",
      entity_id: "cb_1",
      status: "OPEN",
      data: { payment_link: { id: linkId } },
    })
    expect(JSON.parse(setup.receiver.received[1]?.body ?? "")).toMatchObject({
      data: { odd: true },
    })
  })

  it.each([
    ["always", [true, true]],
    ["payment_events", [true, false]],
    ["never", [false, false]],
  ] as const)("carry metadata: %s", async (webhookMetadata, expected) => {
    setup.sandbox.streampay.changeSettings({ webhookMetadata })
    setup.sandbox.streampay.pay(await api.link())
    await setup.sandbox.webhooks.settled()
    expect(bodies().map(({ data }) => "metadata" in (data as object))).toEqual(expected)
  })

  it("can be signed with an old secret, a day ago, or spoiled", async () => {
    const linkId = await api.link()
    const day = 24 * 60 * MINUTE
    setup.sandbox.streampay.sendEvent("PAYMENT_SUCCEEDED", { linkId, secret: "old" })
    setup.sandbox.streampay.sendEvent("PAYMENT_SUCCEEDED", { linkId, signedAtOffsetMs: -day })
    setup.sandbox.streampay.sendEvent("PAYMENT_SUCCEEDED", { linkId, tamper: "body" })
    setup.sandbox.streampay.sendEvent("PAYMENT_SUCCEEDED", { linkId, tamper: "timestamp" })
    setup.sandbox.streampay.sendEvent("PAYMENT_SUCCEEDED", { linkId, tamper: "missing_signature" })
    await setup.sandbox.webhooks.settled()
    const verified = (secret: string) =>
      setup.receiver.received.map(({ headers, body }) => {
        const timestamp = headers["x-webhook-timestamp"]?.toString() ?? ""
        return headers["x-webhook-signature"] === signatureHeader(secret, timestamp, body)
      })
    expect(verified("old")).toEqual([true, false, false, false, false])
    expect(verified("whsec_1")).toEqual([false, true, false, false, false])
    expect(setup.receiver.received[4]?.headers).not.toHaveProperty("x-webhook-signature")
  })

  it("go to a URL set later, with a secret set later", async () => {
    setup.sandbox.streampay.setWebhookUrl(null)
    const [unsent] = setup.sandbox.streampay.sendEvent("PAYMENT_SUCCEEDED", {
      linkId: await api.link(),
    })
    await setup.sandbox.webhooks.settled()
    expect(unsent?.state).toBe("no_endpoint")
    expect(setup.sandbox.streampay.webhookSecret).toBe("whsec_1")
    setup.sandbox.streampay.setWebhookSecret("whsec_2")
    expect(setup.sandbox.streampay.webhookSecret).toBe("whsec_2")
  })
})
