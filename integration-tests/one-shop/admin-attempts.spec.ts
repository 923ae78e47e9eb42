import { createApiKeysWorkflow } from "@medusajs/medusa/core-flows"
import type { AxiosResponse } from "axios"
import { describeStreamPayShop } from "../support/streampay-shop"

jest.setTimeout(120_000)

const ATTEMPTS = "/admin/payment-gateways/attempts"

interface Answer {
  readonly attempts: Record<string, unknown>[]
  readonly exceptions: Record<string, unknown>[]
  readonly attempt: { readonly timeline: { readonly type: string }[] }
  readonly count: number
  readonly message: string
}

describeStreamPayShop((shop) => {
  const asStaff = async () => {
    const { result } = await createApiKeysWorkflow(shop().container).run({
      input: { api_keys: [{ title: "Staff", type: "secret", created_by: "test" }] },
    })
    return (path: string): Promise<AxiosResponse<Answer>> =>
      shop().api.get<Answer>(path, {
        auth: { username: result[0]?.token ?? "", password: "" },
        validateStatus: () => true,
      })
  }

  it("shows staff each attempt with its story, and what needs somebody to look", async () => {
    const get = await asStaff()
    const { session, linkId } = await shop().checkout()
    shop().sandbox.streampay.pay(linkId, { amount: "110.00" })
    const order = await shop().theOrder()
    await shop().webhooksProcessed()
    await shop().checkout("kwd")

    const { data: all } = await get(ATTEMPTS)
    expect(all.count).toBe(2)
    expect(all.attempts.map(({ amount, status }) => [amount, status])).toEqual([
      ["12.345", "pending"],
      ["105.50", "captured"],
    ])
    expect(all.attempts[1]).toMatchObject({
      session_id: session.id,
      reference: linkId,
      order_id: order.id,
      received: "110.00",
      refunded: "0.00",
      exception: "overpaid",
    })
    expect(JSON.stringify(all)).not.toContain("product_id")

    const { data: found } = await get(`${ATTEMPTS}?order_id=${order.id}&limit=1`)
    expect(found.attempts).toEqual([all.attempts[1]])
    const { data: page } = await get(`${ATTEMPTS}?limit=1&offset=1`)
    expect([page.count, page.attempts]).toEqual([2, [all.attempts[1]]])
    const { data: problems } = await get("/admin/payment-gateways/exceptions")
    expect([problems.count, problems.exceptions]).toEqual([1, [all.attempts[1]]])
    const { data: one } = await get(`${ATTEMPTS}/${String(all.attempts[1]?.id)}`)
    expect(one.attempt.timeline.map(({ type }) => type)).toEqual([
      "created",
      "captured",
      "overpaid",
      "order_completed",
    ])
  })

  it("refuses strangers, unknown attempts and queries that it does not know", async () => {
    const get = await asStaff()
    for (const path of [ATTEMPTS, `${ATTEMPTS}/x`, "/admin/payment-gateways/exceptions"]) {
      const { status } = await shop().api.get(path, { validateStatus: () => true })
      expect([path, status]).toEqual([path, 401])
    }
    expect((await get(`${ATTEMPTS}/pgatt_01UNKNOWN`)).status).toBe(404)
    const queries = ["limit=0", "limit=1000", "offset=-1", "gateway_data=x", "order_id[$ne]=x"]
    for (const query of queries) {
      const { status, data } = await get(`${ATTEMPTS}?${query}`)
      expect([query, status]).toEqual([query, 400])
      expect(data.message).toMatch(/query parameters/)
    }
  })
})
