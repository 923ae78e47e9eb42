import type { AttemptPage } from "../../src/staff/list-attempts"
import type { AttemptDetail } from "../../src/staff/retrieve-attempt"
import type { SupportBundle } from "../../src/staff/support-bundle"
import { eventually } from "../support/eventually"
import { describeStreamPayShop, HOOK, PROVIDER } from "../support/streampay-shop"

jest.setTimeout(120_000)

const ROOT = "/admin/payment-gateways"
const ATTEMPTS = `${ROOT}/attempts`

describeStreamPayShop((shop) => {
  const get = async <Body>(path: string): Promise<{ status: number; data: Body }> =>
    (await shop().asStaff()).get<Body>(path)
  const post = async <Body>(path: string, body: unknown = {}) =>
    (await shop().asStaff()).post<Body>(path, body)

  const idsOf = async (query: string): Promise<string[]> => {
    const { status, data } = await get<AttemptPage>(`${ATTEMPTS}?${query}`)
    expect([query, status]).toEqual([query, 200])
    expect(data.count).toBe(data.attempts.length)
    return data.attempts.map(({ session_id: id }) => id)
  }

  /** One order that was paid at the second try, one payment with too much, one that is open. */
  const threeCarts = async () => {
    const first = await shop().checkout()
    const { data } = await shop().store.startPayment(first.cart, PROVIDER)
    const [second] = data.payment_collection.payment_sessions
    shop().sandbox.streampay.pay(String(second?.data.reference), { amount: "110.00" })
    const order = await shop().theOrder()
    await shop().webhooksProcessed()
    const open = await shop().checkout("kwd")
    return { left: first.session, paid: second?.id ?? "", order, open: open.session }
  }

  it("finds payments by what staff knows of them", async () => {
    const { left, paid, order, open } = await threeCarts()
    const [{ display_id: number, cart_id: cartId } = { display_id: 0, cart_id: "" }] =
      await shop().sql<{ display_id: number; cart_id: string }>(
        `select display_id, cart_id from "order" join order_cart on order_id = "order".id`
      )
    const ofOrder = [paid, left.id]
    expect(await idsOf("")).toEqual([open.id, ...ofOrder])
    for (const query of [
      `q=%23${number}`,
      `q=${order.id}`,
      `q=${cartId}`,
      `for_order=${order.id}`,
    ]) {
      const found = await idsOf(query)
      expect([query, found.includes(paid), found.includes(open.id)]).toEqual([query, true, false])
    }
    expect(await idsOf(`for_order=${order.id}`)).toEqual(ofOrder)
    expect(await idsOf(`q=%23${number}`)).toEqual(ofOrder)
    expect(await idsOf("q=shopper@example.com")).toEqual([open.id, ...ofOrder])
    expect(await idsOf("q=Shopper@Example.com&state=open")).toEqual([open.id])
    expect(await idsOf("q=nobody@example.com")).toEqual([])
    expect(await idsOf(`q=${String(open.data.reference)}`)).toEqual([open.id])
    expect(await idsOf(`q=${open.id}`)).toEqual([open.id])
    expect(await idsOf("q=%239999999")).toEqual([])

    expect(await idsOf("state=paid")).toEqual([paid])
    expect(await idsOf("state=attention")).toEqual([paid])
    expect(await idsOf("state=open")).toEqual([open.id])
    expect(await idsOf("state=ended")).toEqual([left.id])
    expect(await idsOf("exception=overpaid")).toEqual([paid])
    expect(await idsOf("order=attention")).toEqual([paid, open.id, left.id])
    expect(await idsOf("order=attention&gateway=streampay")).toEqual([paid, open.id, left.id])
    expect(await idsOf("gateway=corefy")).toEqual([])
    expect(await idsOf("from=2020-01-01&to=2020-02-01")).toEqual([])

    const { data: counted } = await get(`${ATTEMPTS}/counts?gateway=streampay`)
    expect(counted).toEqual({
      counts: { attention: 1, open: 1, paid: 1, refunded: 0, ended: 1, all: 3 },
      exceptions: { overpaid: 1 },
    })
    for (const query of ["state=lost", "order=oldest", "from=then", "q=", "status=paid"]) {
      expect([query, (await get(`${ATTEMPTS}?${query}`)).status]).toEqual([query, 400])
    }
  })

  it("says where the money is, and what can be done about it", async () => {
    const { paid, order, open } = await threeCarts()
    const { data: listed } = await get<AttemptPage>(`${ATTEMPTS}?state=paid`)
    const [{ id = "" } = {}] = listed.attempts
    const { data } = await get<{ attempt: AttemptDetail }>(`${ATTEMPTS}/${id}`)
    expect(data.attempt).toMatchObject({
      session_id: paid,
      gateway_name: "StreamPay",
      mode: "live",
      email: "shopper@example.com",
      order_id: order.id,
      situation: {
        code: "overpaid",
        amounts: { due: { amount: "105.50", currency_code: "sar" }, excess: { amount: "4.50" } },
      },
      refund: { possible: true, amount: "105.50" },
      payment_page_url: null,
    })
    expect(data.attempt.order_display_id).toBeGreaterThan(0)
    expect(data.attempt.events).toBeGreaterThan(0)

    const { data: waiting } = await get<AttemptPage>(`${ATTEMPTS}?state=open`)
    const [{ id: openId = "" } = {}] = waiting.attempts
    const { data: payable } = await get<{ attempt: AttemptDetail }>(`${ATTEMPTS}/${openId}`)
    const action = open.data.next_action as { url: string }
    expect(payable.attempt).toMatchObject({
      situation: { code: "waiting_for_payer" },
      payment_page_url: action.url,
      refund: { possible: false, reason_code: "not_paid" },
      order_display_id: null,
      email: "shopper@example.com",
    })
  })

  it("reads a payment now, and many as soon as may be", async () => {
    shop().sandbox.webhooks.faults.add({ drop: true })
    const { session, linkId } = await shop().checkout()
    const { id } = await shop().attemptOf(session.id)
    shop().sandbox.streampay.pay(linkId)
    const { status, data } = await post<{ attempt: AttemptDetail }>(`${ATTEMPTS}/${id}/check`)
    expect(status).toBe(200)
    expect(data.attempt).toMatchObject({ status: "captured", situation: { code: "paid" } })
    expect(data.attempt.order_id).toBe((await shop().theOrder()).id)

    const later = await shop().checkout()
    const { id: laterId } = await shop().attemptOf(later.session.id)
    shop().sandbox.streampay.pay(later.linkId)
    const many = await post<{ checked: string[] }>(`${ATTEMPTS}/check`, { ids: [laterId, "x"] })
    expect([many.status, many.data.checked]).toEqual([202, [laterId]])
    await eventually(async () => {
      expect((await shop().attemptOf(later.session.id)).orderId).not.toBeNull()
    })
    expect((await post(`${ATTEMPTS}/check`, { ids: ["x"] })).status).toBe(404)
    expect((await post(`${ATTEMPTS}/check`, { ids: [] })).status).toBe(400)
    expect((await post(`${ATTEMPTS}/unknown/check`)).status).toBe(404)
  })

  it("gives helpers all of a payment but the payer", async () => {
    const { paid } = await threeCarts()
    const { id } = await shop().attemptOf(paid)
    const staff = await shop().asStaff()
    const answer = await staff.get<SupportBundle>(`${ATTEMPTS}/${id}/support-bundle`)
    expect(answer.headers["content-disposition"]).toBe(`attachment; filename="payment-${id}.json"`)
    const bundle = answer.data
    const text = JSON.stringify(bundle)
    for (const secret of ["shopper@example.com", shop().sandbox.streampay.apiKey]) {
      expect(text).not.toContain(secret)
    }
    expect(text).not.toContain(shop().sandbox.streampay.webhookSecret)
    expect(bundle).toMatchObject({
      attempt: { id, exception: "overpaid" },
      medusa: { payment: { captured_at: expect.any(String) }, order: { is_canceled: false } },
      versions: { plugin: expect.stringMatching(/^\d/), medusa: expect.stringMatching(/^2\./) },
      options: expect.arrayContaining([{ name: "apiKey", kind: "secret", is_set: true }]),
    })
    expect(bundle.events.length).toBeGreaterThan(0)
    expect(bundle.events[0]?.body).toContain("\n")
  })

  it("shows webhooks as they came, and those that were refused", async () => {
    await threeCarts()
    const { data } = await get<{ events: { id: string; gateway_name: string }[] }>(
      `${ROOT}/events?state=done`
    )
    const [event] = data.events
    expect(event?.gateway_name).toBe("StreamPay")
    const one = await get<{ event: { body: string } }>(`${ROOT}/events/${event?.id ?? ""}`)
    expect(JSON.parse(one.data.event.body)).toHaveProperty("event_type")
    expect((await get(`${ROOT}/events/unknown`)).status).toBe(404)

    for (let time = 0; time < 3; time++) {
      await shop().api.post(
        HOOK,
        { event_type: "PAYMENT_SUCCEEDED" },
        { validateStatus: () => true }
      )
    }
    await shop().ledger.incidents.flush()
    const refused = await get(`${ROOT}/events/refused?provider_id=${PROVIDER}`)
    expect(refused.data).toMatchObject({
      count: 1,
      refusals: [
        { gateway: "streampay", gateway_name: "StreamPay", code: "invalid_signature", count: 3 },
      ],
    })
  })
})
