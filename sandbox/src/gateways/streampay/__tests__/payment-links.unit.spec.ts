import { at, startSandbox, text, type ApiClient } from "./harness"

describe("payment links", () => {
  let setup: Awaited<ReturnType<typeof startSandbox>>
  let api: ApiClient

  beforeEach(async () => {
    setup = await startSandbox()
    api = setup.api
  })

  afterEach(() => setup.stop())

  const hour = () => new Date(setup.sandbox.clock.now() + 3_600_000).toISOString()

  it("give back what they were made of", async () => {
    const productId = await api.product()
    const consumer = await api.call("POST", "/consumers", { name: "Ahmad Ali" })
    const validUntil = hour()
    const body = {
      name: "Order 7",
      description: "Two chairs",
      currency: "SAR",
      items: [{ product_id: productId, quantity: 2 }],
      max_number_of_payments: 1,
      valid_until: validUntil,
      confirmation_message: "Thanks",
      payment_methods: null,
      success_redirect_url: "https://shop.example/ok?a=1",
      failure_redirect_url: "https://shop.example/no",
      organization_consumer_id: text(consumer.json, "id"),
      custom_metadata: { session_id: "payses_1", nested: { kept: [1, null] } },
      contact_information_type: "EMAIL",
    }
    const created = await api.call("POST", "/payment_links", body)
    expect(created.status).toBe(200)
    const { items, ...rest } = body
    expect(created.json).toMatchObject({ ...rest, status: "ACTIVE", amount: "500.00" })
    expect(at(created.json, "items.0")).toMatchObject(items[0] ?? {})
    const id = text(created.json, "id")
    expect(text(created.json, "url")).toBe(`${setup.sandbox.url}/streampay/pay/${id}`)
    expect((await api.call("GET", `/payment_links/${id}`)).json).toEqual(created.json)
  })

  it("take a valid_until without a zone as UTC", async () => {
    const soon = hour()
    const id = await api.link({ valid_until: soon.replace("Z", "") })
    expect(text((await api.call("GET", `/payment_links/${id}`)).json, "valid_until")).toBe(soon)
  })

  it("are deactivated once, and not after they were paid or have expired", async () => {
    const off = { status: "INACTIVE", deactivate_message: "Cart changed" }
    const open = await api.link()
    const reply = await api.call("PATCH", `/payment_links/${open}/status`, off)
    expect(reply.json).toMatchObject({ status: "INACTIVE", deactivate_message: "Cart changed" })
    expect((await api.call("PATCH", `/payment_links/${open}/status`, off)).status).toBe(200)

    const paid = await api.link()
    setup.sandbox.streampay.pay(paid)
    const expired = await api.link()
    setup.sandbox.streampay.expire(expired)
    for (const id of [paid, expired]) {
      const refused = await api.call("PATCH", `/payment_links/${id}/status`, off)
      expect([refused.status, at(refused.json, "error.code")]).toEqual([400, "INVALID_STATUS"])
    }
    const wrong = await api.call("PATCH", `/payment_links/${open}/status`, { status: "COMPLETED" })
    expect([wrong.status, at(wrong.json, "detail.0.type")]).toEqual([422, "enum"])
  })

  it("expire by sandbox time, and keep the status ACTIVE unless set otherwise", async () => {
    const id = await api.link({ valid_until: hour() })
    await setup.sandbox.clock.advance(3_600_000)
    const read = async () => text((await api.call("GET", `/payment_links/${id}`)).json, "status")
    expect(await read()).toBe("ACTIVE")
    setup.sandbox.streampay.changeSettings({ expiredLinkStatus: "INACTIVE" })
    expect(await read()).toBe("INACTIVE")
    expect(() => setup.sandbox.streampay.pay(id)).toThrow("expired")
  })

  it("take valid_until by the merchant's clock, although sandbox time has moved on", async () => {
    await setup.sandbox.clock.advance(24 * 3_600_000)
    const validUntil = new Date(Date.now() + 3_600_000).toISOString()
    const id = await api.link({ valid_until: validUntil })
    expect(setup.sandbox.streampay.link(id)).toMatchObject({ closed: null, validUntil })
    await setup.sandbox.clock.advance(3_600_000)
    expect(setup.sandbox.streampay.link(id).closed).toBe("expired")
    const other = await api.link({ valid_until: validUntil })
    const { validUntil: shown } = setup.sandbox.streampay.expire(other)
    expect(Date.parse(shown ?? "")).toBeLessThanOrEqual(Date.now())
  })

  it("are completed by the last of their payments", async () => {
    const id = await api.link({ max_number_of_payments: 2 })
    const status = async () => text((await api.call("GET", `/payment_links/${id}`)).json, "status")
    setup.sandbox.streampay.pay(id)
    expect(await status()).toBe("ACTIVE")
    setup.sandbox.streampay.pay(id)
    expect(await status()).toBe("COMPLETED")
    expect(() => setup.sandbox.streampay.pay(id)).toThrow("completed")
    expect(setup.sandbox.streampay.invoices(id)).toHaveLength(2)
    const endless = await api.link({ max_number_of_payments: null })
    setup.sandbox.streampay.pay(endless)
    expect(setup.sandbox.streampay.link(endless).status).toBe("ACTIVE")
  })

  it("are listed newest first, in pages", async () => {
    const ids: string[] = []
    for (let number = 0; number < 5; number += 1) {
      ids.unshift(await api.link({ name: `Order ${number}` }))
      await setup.sandbox.clock.advance(1000)
    }
    const first = await api.call("GET", "/payment_links?limit=2")
    expect([at(first.json, "data.0.id"), at(first.json, "data.1.id")]).toEqual(ids.slice(0, 2))
    expect(at(first.json, "pagination")).toEqual({
      total_count: 5,
      max_page: 3,
      current_page: 1,
      limit: 2,
      has_next_page: true,
      has_previous_page: false,
    })
    const last = await api.call("GET", "/payment_links?limit=2&page=3")
    expect(at(last.json, "data.0.id")).toBe(ids[4])
    expect(at(last.json, "data.1")).toBeUndefined()
    expect(at(last.json, "pagination.has_next_page")).toBe(false)
    const byName = await api.call("GET", "/payment_links?sort_field=name&sort_direction=asc")
    expect(at(byName.json, "data.0.name")).toBe("Order 0")
    expect(at(byName.json, "pagination.limit")).toBe(10)
  })

  it("are filtered", async () => {
    const started = new Date(setup.sandbox.clock.now()).toISOString()
    const paid = await api.link()
    await setup.sandbox.clock.advance(60_000)
    const between = new Date(setup.sandbox.clock.now()).toISOString()
    await setup.sandbox.clock.advance(60_000)
    const open = await api.link({}, { amount: "12.500", currency: "KWD" })
    setup.sandbox.streampay.pay(paid)
    const ids = async (query: string) => {
      const reply = await api.call("GET", `/payment_links?${query}`)
      return (at(reply.json, "data") as { id: string }[]).map(({ id }) => id)
    }
    expect(await ids("statuses=ACTIVE")).toEqual([open])
    expect(await ids("statuses=ACTIVE&statuses=COMPLETED")).toEqual([open, paid])
    expect(await ids("currencies=SAR")).toEqual([paid])
    expect(await ids(`from_date=${between}`)).toEqual([open])
    expect(await ids(`from_date=${started}&to_date=${between}`)).toEqual([paid])
    expect(await ids("from_price=12.5&to_price=12.5")).toEqual([open])
    expect(await ids("from_price=12.501")).toEqual([paid])
    expect(await ids("to_price=12.499")).toEqual([])
    const productId = text(
      (await api.call("GET", `/payment_links/${paid}`)).json,
      "items.0.product_id"
    )
    expect(await ids(`product_ids=${productId}`)).toEqual([paid])
  })

  it("follow a product's new price while they are open", async () => {
    const productId = await api.product()
    const create = async () =>
      text(
        (
          await api.call("POST", "/payment_links", {
            name: "L",
            items: [{ product_id: productId }],
            max_number_of_payments: 1,
          })
        ).json,
        "id"
      )
    const [open, paid] = [await create(), await create()]
    setup.sandbox.streampay.pay(paid)
    const product = await api.call("GET", `/products/${productId}`)
    const changed = await api.call(
      "PUT",
      `/products/${productId}/prices/${text(product.json, "prices.0.id")}`,
      { amount: "300.00" }
    )
    expect(changed.status).toBe(200)
    expect(setup.sandbox.streampay.link(open).amount).toBe("300.00")
    expect(setup.sandbox.streampay.link(paid).amount).toBe("250.00")
    const after = await api.call("GET", `/products/${productId}`)
    expect(at(after.json, "prices.0.is_active")).toBe(false)
    expect(at(after.json, "prices.1.amount")).toBe("300.00")
  })

  it("may be readable late only", async () => {
    setup.sandbox.streampay.changeSettings({ linkReadLagMs: 5000 })
    const id = await api.link()
    expect((await api.call("GET", `/payment_links/${id}`)).status).toBe(404)
    await setup.sandbox.clock.advance(5000)
    expect((await api.call("GET", `/payment_links/${id}`)).status).toBe(200)
  })

  it("start a subscription when their product is recurring", async () => {
    const monthly = await api.product({}, { type: "RECURRING", recurring_interval: "MONTH" })
    const reply = await api.call("POST", "/payment_links", {
      name: "Plan",
      items: [{ product_id: monthly }],
      max_number_of_payments: 1,
      trial_period_days: 7,
    })
    const { invoice, deliveries } = setup.sandbox.streampay.pay(text(reply.json, "id"))
    expect(deliveries.map(({ event }) => event)).toEqual([
      "PAYMENT_SUCCEEDED",
      "INVOICE_COMPLETED",
      "SUBSCRIPTION_CREATED",
      "SUBSCRIPTION_ACTIVATED",
    ])
    const subscription = await api.call("GET", `/subscriptions/${invoice.subscriptionId}`)
    expect(subscription.json).toMatchObject({ status: "ACTIVE", amount: "250.00" })
    expect(at((await api.call("GET", "/subscriptions")).json, "pagination.total_count")).toBe(1)
  })
})
