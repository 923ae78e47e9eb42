import { ApiClient, at, startSandbox } from "./harness"

type Setup = Awaited<ReturnType<typeof startSandbox>>

const UNKNOWN_ID = "99999999-9999-4999-8999-999999999999"

describe("what the API refuses in any request", () => {
  let setup: Setup

  beforeAll(async () => {
    setup = await startSandbox({ enabledCurrencies: ["SAR", "USD", "KWD"] })
  })

  afterAll(() => setup.stop())

  describe("authentication", () => {
    const encode = (text: string) => Buffer.from(text).toString("base64")

    it.each([
      ["no key", null],
      ["an unencoded pair", "ak_sandbox_streampay:as_sandbox_streampay"],
      ["another secret", encode("ak_sandbox_streampay:other")],
      ["another key", encode("other:as_sandbox_streampay")],
      ["the key alone", encode("ak_sandbox_streampay")],
    ])("401 for %s", async (_name, token) => {
      const reply = await new ApiClient(setup.sandbox, token).call("GET", "/me")
      expect(reply.status).toBe(401)
      expect(at(reply.json, "error.code")).toBe("UNAUTHORIZED")
    })

    it("comes before the reading of the body", async () => {
      const stranger = new ApiClient(setup.sandbox, null)
      expect((await stranger.call("POST", "/products", "{")).status).toBe(401)
    })
  })

  describe("bodies that are no JSON object", () => {
    it.each([
      ["a cut one", '{"name":', "json_invalid"],
      ["a list", "[]", "model_attributes_type"],
      ["null", "null", "model_attributes_type"],
    ])("422 for %s", async (_name, body, type) => {
      const reply = await setup.api.call("POST", "/products", body)
      expect(reply.status).toBe(422)
      expect(at(reply.json, "detail.0.type")).toBe(type)
    })

    it("422 for none, and for one of another content type", async () => {
      const none = await setup.api.call("POST", "/products")
      expect(at(none.json, "detail.0")).toMatchObject({ type: "missing", loc: ["body"] })
      const form = await fetch(`${setup.sandbox.streampay.baseUrl}/api/v2/products`, {
        method: "POST",
        headers: {
          "x-api-key": setup.sandbox.streampay.apiToken,
          "content-type": "text/plain",
        },
        body: "{}",
      })
      expect(form.status).toBe(422)
    })

    it("413 for one that is too large", async () => {
      const reply = await setup.api.call("POST", "/products", { name: "x".repeat(2_000_000) })
      expect(reply.status).toBe(413)
    })
  })

  it.each([
    ["GET", "/products/"],
    ["GET", "/payment_links/"],
    ["GET", "/invoices/"],
    ["GET", "/payments/"],
    ["GET", "/consumers/"],
    ["GET", "/subscriptions/"],
    ["DELETE", "/products/"],
    ["DELETE", "/consumers/"],
  ])("%s %s: 422 for an id that is no UUID, 404 for an unknown one", async (method, path) => {
    const malformed = await setup.api.call(method, `${path}nothing`)
    expect(malformed.status).toBe(422)
    expect(at(malformed.json, "detail.0.loc.0")).toBe("path")
    const unknown = await setup.api.call(method, path + UNKNOWN_ID)
    expect(unknown.status).toBe(404)
    expect(at(unknown.json, "error.code")).toMatch(/_NOT_FOUND$/)
  })

  it.each([
    ["/payment_links?limit=101", "less_than_equal"],
    ["/payment_links?limit=0", "greater_than_equal"],
    ["/payment_links?page=0", "greater_than_equal"],
    ["/payment_links?page=one", "int_parsing"],
    ["/payment_links?sort_direction=up", "enum"],
    ["/payment_links?statuses=ACTIVE&statuses=OPEN", "enum"],
    ["/payment_links?from_date=yesterday", "datetime_from_date_parsing"],
    ["/payment_links?from_price=ten", "decimal_parsing"],
    ["/payment_links?product_ids=1", "uuid_parsing"],
    ["/invoices?payment_link_id=1", "uuid_parsing"],
    ["/invoices?include_payments=maybe", "bool_parsing"],
    ["/payments?invoice_id=1", "uuid_parsing"],
    ["/payments?statuses=PAID", "enum"],
    ["/consumers?limit=1000", "less_than_equal"],
  ])("422 for GET %s", async (path, type) => {
    const reply = await setup.api.call("GET", path)
    expect([reply.status, at(reply.json, "detail.0.type")]).toEqual([422, type])
    expect(at(reply.json, "detail.0.loc.0")).toBe("query")
  })

  it("paths and methods that there are not", async () => {
    const path = await setup.api.call("GET", "/nothing")
    expect([path.status, at(path.json, "detail")]).toEqual([404, "Not Found"])
    const method = await setup.api.call("DELETE", "/me")
    expect([method.status, at(method.json, "detail")]).toEqual([405, "Method Not Allowed"])
    const undecodable = await setup.api.call("GET", "/products/%E0%A4%A")
    expect(undecodable.status).toBe(404)
  })

  it("gives every answer of the API a request id", async () => {
    const replies = [await setup.api.call("GET", "/me"), await setup.api.call("GET", "/nothing")]
    expect(replies.map(({ headers }) => headers.get("x-request-id"))).toEqual([
      expect.stringMatching(/^[0-9a-f-]{36}$/),
      expect.stringMatching(/^[0-9a-f-]{36}$/),
    ])
  })
})
