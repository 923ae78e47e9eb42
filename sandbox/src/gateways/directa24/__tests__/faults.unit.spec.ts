import type { FaultEffect } from "../../../core/fault-types"
import { startSandbox, type ApiClient, type Setup } from "./harness"

describe("faults", () => {
  let setup: Setup
  let api: ApiClient

  beforeEach(async () => {
    setup = await startSandbox()
    api = setup.api
  })

  afterEach(() => setup.stop())

  const fault = (path: string, effect: FaultEffect) =>
    setup.sandbox.faults.add({ gateway: "directa24", path, times: 1, effect })
  const NEW_INVOICE = "/api_curl/streamline/NewInvoice"
  const STATUS = "/apd/webpaystatus"

  it.each(["before", "after"] as const)("answer 500 %s the effect", async (when) => {
    fault(NEW_INVOICE, { kind: "status", status: 500, when })
    const { status, json } = await api.invoice()
    expect([status, json]).toEqual([500, { status: "1", desc: "Generic error", error_code: "500" }])
    expect(setup.controls.payments()).toHaveLength(when === "after" ? 1 : 0)
  })

  it("answer in the words of v3", async () => {
    fault("/v3/*", { kind: "status", status: 429, retryAfterSeconds: 3 })
    const { status, json, headers } = await api.v3("GET", "/v3/deposits/1")
    expect([status, json, headers.get("retry-after")]).toEqual([
      429,
      { code: 429, description: "Too many requests", type: "TOO_MANY_REQUESTS" },
      "3",
    ])
  })

  it("answer any error of D24's", async () => {
    fault(NEW_INVOICE, {
      kind: "status",
      status: 200,
      body: { status: "1", desc: "User blacklisted" },
    })
    expect((await api.invoice()).json).toEqual({ status: "1", desc: "User blacklisted" })
  })

  it("answer HTML, nothing, half", async () => {
    fault(NEW_INVOICE, { kind: "html", status: 200 })
    expect((await api.invoice()).text).toContain("<html>")
    await api.link()
    fault(STATUS, { kind: "empty" })
    expect((await api.status()).text).toBe("")
    fault(STATUS, { kind: "truncated" })
    const half = (await api.status()).text
    const whole = (await api.status()).text
    expect(whole.startsWith(half)).toBe(true)
    expect(half).toHaveLength(Math.ceil(whole.length / 2))
  })

  it.each([
    [
      { kind: "wrong_amount", by: -1 },
      { x_amount: "100.49", result: "7" },
    ],
    [{ kind: "wrong_currency" }, { x_currency: "USD" }],
    [{ kind: "wrong_currency", currency: "UYU" }, { x_currency: "UYU" }],
    [{ kind: "unknown_enum", value: "11" }, { result: "11" }],
    [{ kind: "extra_fields" }, { sandbox_unknown_text: expect.any(String) }],
    [{ kind: "replace", members: { PT: "0" } }, { PT: "0" }],
  ] as [FaultEffect, object][])("distort a status: %p", async (effect, expected) => {
    await api.link()
    fault(STATUS, effect)
    expect((await api.status()).json).toMatchObject(expected)
  })

  it("distort text between bars too", async () => {
    await api.link()
    fault(STATUS, { kind: "wrong_amount", by: 1 })
    expect((await api.status("payses_1", { type: "STRING" })).text).toContain("|100.51|")
  })

  it("distort numbers of v3", async () => {
    await api.link()
    fault("/v3/deposits/*", { kind: "wrong_amount", by: 1 })
    expect((await api.v3("GET", "/v3/deposits/300000001")).json).toMatchObject({
      local_amount: 100.51,
    })
  })

  it("cut the connection after an invoice was made", async () => {
    fault(NEW_INVOICE, { kind: "reset", when: "after" })
    await expect(api.invoice()).rejects.toThrow()
    expect((await api.status()).json).toMatchObject({ result: "7" })
    expect((await api.invoice()).json).toMatchObject({ desc: "Invoice already used" })
  })
})
