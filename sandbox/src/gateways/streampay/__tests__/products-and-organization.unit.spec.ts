import { createSandbox } from "../../../sandbox"
import { at, startSandbox, text, type ApiClient } from "./harness"

describe("products and organisation", () => {
  let setup: Awaited<ReturnType<typeof startSandbox>>
  let api: ApiClient

  beforeAll(async () => {
    setup = await startSandbox({ enabledCurrencies: ["USD", "SAR"], sandbox: true })
    api = setup.api
  })

  afterAll(() => setup.stop())

  it("says whose key it is, and whether it is a test key", async () => {
    const reply = await api.call("GET", "/me")
    expect(reply.json).toMatchObject({
      organization: {
        sandbox: true,
        currency_config: { default_currency: "SAR", enabled_currencies: ["USD", "SAR"] },
      },
    })
    setup.sandbox.streampay.setSandboxFlag(false)
    expect(at((await api.call("GET", "/me")).json, "organization.sandbox")).toBe(false)
  })

  it("refuses to start with a currency that StreamPay does not have", async () => {
    await expect(createSandbox({ streampay: { enabledCurrencies: ["JPY"] } })).rejects.toThrow(
      "no JPY"
    )
    expect(() => setup.sandbox.streampay.setEnabledCurrencies(["JPY"])).toThrow("no currency JPY")
  })

  it("takes the older single price", async () => {
    const reply = await api.call("POST", "/products", {
      name: "Old",
      type: "ONE_OFF",
      price: "9.50",
    })
    expect(reply.json).toMatchObject({
      price: "9.50",
      currency: "SAR",
      prices: [{ amount: "9.50" }],
    })
  })

  it("finds, archives and deletes", async () => {
    const id = await api.product({}, { name: "Blue chair" })
    const found = await api.call(
      "GET",
      "/products?search_term=BLUE&active=true&type=ONE_OFF&currency=SAR"
    )
    expect(at(found.json, "data.0.id")).toBe(id)
    await api.call("PUT", `/products/${id}`, { is_active: false, name: "Red chair" })
    expect((await api.call("GET", `/products/${id}`)).json).toMatchObject({
      name: "Red chair",
      is_active: false,
    })
    expect(at((await api.call("GET", "/products?search_term=blue")).json, "data")).toEqual([])
    expect((await api.call("DELETE", `/products/${id}`)).status).toBe(204)
    expect((await api.call("GET", `/products/${id}`)).status).toBe(404)
  })

  it("keeps products of finalized invoices", async () => {
    const linkId = await api.link()
    setup.sandbox.streampay.pay(linkId)
    const link = await api.call("GET", `/payment_links/${linkId}`)
    expect(at(link.json, "items.0.product.is_used_in_finalized_invoice")).toBe(true)
    const refused = await api.call("DELETE", `/products/${text(link.json, "items.0.product_id")}`)
    expect([refused.status, at(refused.json, "error.code")]).toEqual([
      409,
      "PRODUCT_USED_IN_FINALIZED_INVOICE",
    ])
  })

  it("has one active price per currency, and always one", async () => {
    const id = await api.product()
    const second = await api.call("POST", `/products/${id}/prices`, {
      currency: "USD",
      amount: "70",
    })
    expect(second.status).toBe(201)
    const twice = await api.call("POST", `/products/${id}/prices`, {
      currency: "USD",
      amount: "80",
    })
    expect([twice.status, at(twice.json, "error.code")]).toEqual([422, "INVALID_PARAMETERS"])
    const prices = `/products/${id}/prices`
    expect((await api.call("DELETE", `${prices}/${text(second.json, "id")}`)).status).toBe(204)
    const product = await api.call("GET", `/products/${id}`)
    const last = await api.call("DELETE", `${prices}/${text(product.json, "prices.0.id")}`)
    expect(last.status).toBe(400)
  })
})
