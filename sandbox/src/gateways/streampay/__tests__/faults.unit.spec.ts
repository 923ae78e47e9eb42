import type { FaultEffect } from "../../../core/fault-types"
import { at, startSandbox, text, type ApiClient } from "./harness"

describe("faults", () => {
  let setup: Awaited<ReturnType<typeof startSandbox>>
  let api: ApiClient
  let productId: string

  beforeEach(async () => {
    setup = await startSandbox()
    api = setup.api
    productId = await api.product()
  })

  afterEach(() => setup.stop())

  const fault = (effect: FaultEffect) =>
    setup.sandbox.faults.add({ path: "/api/v2/payment_links", method: "POST", times: 1, effect })
  const create = () =>
    api.call("POST", "/payment_links", { name: "L", items: [{ product_id: productId }] })
  const linkCount = () => setup.sandbox.streampay.links().length

  it.each([429, 500, 502, 503])("answer %i and do nothing", async (status) => {
    fault({ kind: "status", status, retryAfterSeconds: 7 })
    const reply = await create()
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([status, "7"])
    expect(text(reply.json, "error.code")).toMatch(/^(MOYASAR|STREAM)_/)
    expect(linkCount()).toBe(0)
    expect((await create()).status).toBe(200)
  })

  it("answer any error of the vendor's", async () => {
    fault({ kind: "status", status: 400, body: { error: { code: "DUPLICATE_PAYMENT" } } })
    expect((await create()).json).toEqual({ error: { code: "DUPLICATE_PAYMENT" } })
  })

  it("answer 500 although the effect was had", async () => {
    fault({ kind: "status", status: 500, when: "after" })
    expect((await create()).status).toBe(500)
    expect(linkCount()).toBe(1)
  })

  it("answer with a proxy's HTML", async () => {
    fault({ kind: "html" })
    const reply = await create()
    expect([reply.status, reply.headers.get("content-type")]).toEqual([
      502,
      "text/html; charset=utf-8",
    ])
    expect(reply.json).toBeUndefined()
  })

  it("cut the JSON, empty the body", async () => {
    fault({ kind: "truncated" })
    const cut = await create()
    expect([cut.status, cut.json, cut.text[0]]).toEqual([200, undefined, "{"])
    fault({ kind: "empty" })
    const empty = await create()
    expect([empty.status, empty.text]).toEqual([200, ""])
    expect(linkCount()).toBe(1)
  })

  it.each([
    ["timeout", "before", 0],
    ["timeout", "after", 1],
    ["reset", "before", 0],
    ["reset", "after", 1],
  ] as const)("%s %s the effect", async (kind, when, count) => {
    fault({ kind, when })
    const aborter = new AbortController()
    const call = fetch(`${setup.sandbox.streampay.baseUrl}/api/v2/payment_links`, {
      method: "POST",
      headers: {
        "x-api-key": setup.sandbox.streampay.apiToken,
        "content-type": "application/json",
      },
      body: JSON.stringify({ name: "L", items: [{ product_id: productId }] }),
      signal: aborter.signal,
    })
    const outcome = expect(call).rejects.toThrow()
    const entry = await setup.sandbox.requests.waitForRequest(({ fault: name }) => name === kind)
    if (kind === "timeout") {
      expect(entry.done).toBe(false)
      aborter.abort()
    }
    await outcome
    const closed = await setup.sandbox.requests.waitForRequest(
      ({ id, done }) => id === entry.id && done
    )
    expect(closed.status).toBeNull()
    expect(linkCount()).toBe(count)
  })

  it("answer late", async () => {
    fault({ kind: "slow", delayMs: 20 })
    expect((await create()).status).toBe(200)
  })

  it("answer with a wrong amount in both spellings", async () => {
    fault({ kind: "wrong_amount", by: -1 })
    expect((await create()).json).toMatchObject({
      amount: "249.99",
      amount_in_smallest_unit: 24999,
      currency: "SAR",
    })
    expect(setup.sandbox.streampay.links()[0]?.amount).toBe("250.00")
  })

  it("answer with a wrong currency, an unknown status, unknown fields", async () => {
    fault({ kind: "wrong_currency" })
    expect(text((await create()).json, "currency")).toBe("USD")
    fault({ kind: "wrong_currency", currency: "KWD" })
    expect(text((await create()).json, "currency")).toBe("KWD")
    fault({ kind: "unknown_enum" })
    expect(text((await create()).json, "status")).toBe("SANDBOX_UNKNOWN")
    fault({ kind: "unknown_enum", value: "ON_HOLD" })
    expect(text((await create()).json, "status")).toBe("ON_HOLD")
    fault({ kind: "extra_fields" })
    const extra = await create()
    expect(at(extra.json, "items.0.sandbox_unknown_object.nested.2.deeper")).toBe(true)
    expect(text(extra.json, "status")).toBe("ACTIVE")
  })

  it("answer with any member replaced, and with a huge body", async () => {
    fault({ kind: "replace", members: { amount_in_smallest_unit: null, id: "not-a-uuid" } })
    expect((await create()).json).toMatchObject({ amount_in_smallest_unit: null, id: "not-a-uuid" })
    fault({ kind: "huge", bytes: 3_000_000 })
    const huge = await create()
    expect(huge.text.length).toBeGreaterThan(3_000_000)
    expect(text(huge.json, "status")).toBe("ACTIVE")
  })
})
