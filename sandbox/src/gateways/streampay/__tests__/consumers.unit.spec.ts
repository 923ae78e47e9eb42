import { at, startSandbox, text, type ApiClient } from "./harness"

describe("consumers", () => {
  let setup: Awaited<ReturnType<typeof startSandbox>>
  let api: ApiClient

  beforeEach(async () => {
    setup = await startSandbox()
    api = setup.api
  })

  afterEach(() => setup.stop())

  const AHMAD = {
    name: "Ahmad Ali",
    email: "ahmad@example.com",
    phone_number: "+966501234567",
    external_id: "cust_12345",
    communication_methods: ["EMAIL", "SMS"],
  }

  it("are created, read, changed and deleted", async () => {
    const created = await api.call("POST", "/consumers", AHMAD)
    expect(created.json).toMatchObject({ ...AHMAD, is_deleted: false, consumer_type: "INDIVIDUAL" })
    const path = `/consumers/${text(created.json, "id")}`
    expect((await api.call("GET", path)).json).toEqual(created.json)
    const changed = await api.call("PUT", path, { name: "Ahmad A.", email: null })
    expect(changed.json).toMatchObject({ name: "Ahmad A.", phone_number: AHMAD.phone_number })
    expect((await api.call("DELETE", path)).status).toBe(204)
    expect((await api.call("GET", path)).status).toBe(404)
    expect((await api.call("POST", "/consumers", AHMAD)).status).toBe(200)
  })

  it.each([
    ["the e-mail address in another case", { email: "AHMAD@example.com" }],
    ["the phone number", { phone_number: AHMAD.phone_number }],
  ])("are unique by %s", async (_name, fields) => {
    await api.call("POST", "/consumers", AHMAD)
    const other = await api.call("POST", "/consumers", { name: "B", email: "b@example.com" })
    const twice = await api.call("POST", "/consumers", { name: "Other", ...fields })
    expect([twice.status, at(twice.json, "error.code")]).toEqual([409, "DUPLICATE_CONSUMER"])
    const moved = await api.call("PUT", `/consumers/${text(other.json, "id")}`, fields)
    expect(at(moved.json, "error.code")).toBe("DUPLICATE_CONSUMER")
  })

  it("are found by a part of their data", async () => {
    await api.call("POST", "/consumers", AHMAD)
    await api.call("POST", "/consumers", { name: "B", email: "not-ahmad@example.com" })
    const count = async (term: string) =>
      at(
        (await api.call("GET", `/consumers?search_term=${encodeURIComponent(term)}`)).json,
        "pagination.total_count"
      )
    expect(await count("ahmad@example.com")).toBe(2)
    expect(await count("+966501234567")).toBe(1)
    expect(await count("nobody")).toBe(0)
  })

  it.each([
    ["no name", { name: undefined }, "missing", ["body", "name"]],
    ["a bad phone number", { phone_number: "0501234567" }, "value_error", ["body", "phone_number"]],
    ["a bad e-mail address", { email: "ahmad@" }, "value_error", ["body", "email"]],
    ["a long IBAN", { iban: "S".repeat(35) }, "string_too_long", ["body", "iban"]],
    [
      "another channel",
      { communication_methods: ["FAX"] },
      "enum",
      ["body", "communication_methods", 0],
    ],
    ["another language", { preferred_language: "FR" }, "enum", ["body", "preferred_language"]],
    [
      "a business without an address",
      { consumer_type: "BUSINESS" },
      "missing",
      ["body", "address"],
    ],
    [
      "an address without a city",
      { address: { address_line_1: "1", country: "SA" } },
      "missing",
      ["body", "address", "city"],
    ],
  ])("are refused with %s", async (_name, change, type, loc) => {
    const reply = await api.call("POST", "/consumers", { ...AHMAD, ...change })
    expect([reply.status, at(reply.json, "detail.0.type")]).toEqual([422, type])
    expect(at(reply.json, "detail.0.loc")).toEqual(loc)
  })

  it("cannot be deleted while something of theirs is open", async () => {
    const consumer = text((await api.call("POST", "/consumers", AHMAD)).json, "id")
    const linkId = await api.link({ organization_consumer_id: consumer })
    const code = async () =>
      at((await api.call("DELETE", `/consumers/${consumer}`)).json, "error.code")
    expect(await code()).toBe("CONSUMER_HAS_ACTIVE_PAYMENT_LINKS")
    setup.sandbox.streampay.pay(linkId, { shortBy: "1.00" })
    expect(await code()).toBe("CONSUMER_HAS_ONGOING_INVOICES")
    setup.sandbox.streampay.pay(linkId)
    expect(await code()).toBeUndefined()
  })

  it("are made for payers of links without one", async () => {
    const linkId = await api.link()
    setup.sandbox.streampay.pay(linkId)
    const found = await api.call("GET", "/consumers?search_term=Sandbox payer")
    const invoices = await api.call("GET", `/invoices?payment_link_id=${linkId}`)
    expect(at(invoices.json, "data.0.organization_consumer_id")).toBe(at(found.json, "data.0.id"))
  })

  it("may be limited to the owner's address", async () => {
    setup.sandbox.streampay.changeSettings({ consumersLimitedToOwner: true })
    const refused = await api.call("POST", "/consumers", AHMAD)
    expect([refused.status, at(refused.json, "error.code")]).toEqual([403, "PERMISSION_FORBIDDEN"])
    const owner = { name: "Owner", email: "owner@sandbox.example" }
    expect((await api.call("POST", "/consumers", owner)).status).toBe(200)
  })
})
