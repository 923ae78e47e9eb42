import type { FaultEffect } from "../../../core/fault-types"
import { at, startSandbox, text, type Setup } from "./harness"

describe("faults", () => {
  let setup: Setup

  beforeEach(async () => {
    setup = await startSandbox()
  })

  afterEach(() => setup.stop())

  const fault = (effect: FaultEffect) =>
    setup.sandbox.faults.add({
      gateway: "corefy",
      path: "/api/commerce/payment-invoices",
      method: "POST",
      times: 1,
      effect,
    })

  it.each([
    [401, "unauthorized"],
    [403, "forbidden"],
    [429, "too_many_requests"],
    [500, "server_error"],
    [502, "bad_gateway"],
  ])("answer %i in the vendor's words", async (status, type) => {
    fault({ kind: "status", status })
    const reply = await setup.api.create()
    expect([reply.status, at(reply.json, "error_type")]).toEqual([status, type])
    expect(setup.corefy.payments()).toEqual([])
    setup.corefy.changeSettings({ errorForm: "json_api" })
    fault({ kind: "status", status })
    expect(at((await setup.api.create()).json, "errors.0.status")).toBe(String(status))
  })

  it("lose the answer of an invoice that was made", async () => {
    fault({ kind: "status", status: 502, when: "after" })
    expect((await setup.api.create()).status).toBe(502)
    expect(setup.corefy.payments()).toHaveLength(1)
    fault({ kind: "reset", when: "after" })
    await expect(setup.api.create({ reference_id: "2" })).rejects.toThrow()
    expect(setup.corefy.payments()).toHaveLength(2)
  })

  it("change every amount, the currency, the status", async () => {
    fault({ kind: "wrong_amount", by: -1 })
    const { json } = await setup.api.create()
    expect(json).toMatchObject({
      data: { attributes: { amount: 10.49, payment_amount: 10.49, processed_amount: null } },
    })
    expect(setup.corefy.payment("payses_1").amount).toBe("10.50")
    fault({ kind: "wrong_currency" })
    const other = (await setup.api.create({ reference_id: "2" })).json
    expect(text(other, "data.attributes.currency")).toBe("EUR")
    fault({ kind: "unknown_enum", value: "new_status" })
    const third = (await setup.api.create({ reference_id: "3" })).json
    expect(text(third, "data.attributes.status")).toBe("new_status")
  })

  it("add members, cut, empty and blow up the answer", async () => {
    fault({ kind: "extra_fields" })
    const extra = (await setup.api.create()).json
    expect(at(extra, "data.attributes.sandbox_unknown_text")).toEqual(expect.any(String))
    fault({ kind: "truncated" })
    expect((await setup.api.create({ reference_id: "2" })).json).toBeUndefined()
    fault({ kind: "empty" })
    expect((await setup.api.create({ reference_id: "3" })).text).toBe("")
    fault({ kind: "huge", bytes: 100_000 })
    const huge = await setup.api.create({ reference_id: "4" })
    expect([huge.status, huge.text.length > 100_000]).toEqual([201, true])
  })

  it("never keep the merchant's key in the log", async () => {
    await setup.api.create()
    const log = JSON.stringify(setup.sandbox.requests.list({ gateway: "corefy" }))
    expect(log).toContain("payses_1")
    expect(log).not.toContain("api_key_sandbox_corefy")
    expect(log).not.toContain("Basic ")
  })
})
