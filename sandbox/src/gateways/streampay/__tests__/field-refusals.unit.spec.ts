import { at, startSandbox } from "./harness"

type Setup = Awaited<ReturnType<typeof startSandbox>>

const UNKNOWN_ID = "99999999-9999-4999-8999-999999999999"

describe("what the API refuses in products and links", () => {
  let setup: Setup
  let productId: string

  beforeAll(async () => {
    setup = await startSandbox({ enabledCurrencies: ["SAR", "USD", "KWD"] })
    productId = await setup.api.product()
  })

  afterAll(() => setup.stop())

  const price = { currency: "SAR", amount: "10.00" }
  const product = { name: "P", type: "ONE_OFF", prices: [price] }

  it.each([
    ["no name", { ...product, name: undefined }, "missing", ["body", "name"]],
    ["an empty name", { ...product, name: "" }, "string_too_short", ["body", "name"]],
    ["a long name", { ...product, name: "x".repeat(161) }, "string_too_long", ["body", "name"]],
    ["a number as name", { ...product, name: 7 }, "string_type", ["body", "name"]],
    [
      "a long description",
      { ...product, description: "x".repeat(501) },
      "string_too_long",
      ["body", "description"],
    ],
    ["no type", { ...product, type: undefined }, "missing", ["body", "type"]],
    ["another type", { ...product, type: "ONCE" }, "enum", ["body", "type"]],
    ["no prices", { ...product, prices: undefined }, "missing", ["body", "prices"]],
    ["an empty list of prices", { ...product, prices: [] }, "too_short", ["body", "prices"]],
    ["prices that are no list", { ...product, prices: price }, "list_type", ["body", "prices"]],
    [
      "a price that is no object",
      { ...product, prices: ["10"] },
      "model_attributes_type",
      ["body", "prices", 0],
    ],
    [
      "no currency",
      { ...product, prices: [{ amount: "1" }] },
      "missing",
      ["body", "prices", 0, "currency"],
    ],
    [
      "a currency in lower case",
      { ...product, prices: [{ ...price, currency: "sar" }] },
      "enum",
      ["body", "prices", 0, "currency"],
    ],
    [
      "no amount",
      { ...product, prices: [{ currency: "SAR" }] },
      "missing",
      ["body", "prices", 0, "amount"],
    ],
    [
      "an amount below 1",
      { ...product, prices: [{ ...price, amount: "0.99" }] },
      "greater_than_equal",
      ["body", "prices", 0, "amount"],
    ],
    [
      "an amount below 1 with 3 decimals",
      { ...product, prices: [{ currency: "KWD", amount: "0.999" }] },
      "greater_than_equal",
      ["body", "prices", 0, "amount"],
    ],
    [
      "a negative amount",
      { ...product, prices: [{ ...price, amount: -5 }] },
      "greater_than_equal",
      ["body", "prices", 0, "amount"],
    ],
    [
      "too many decimals",
      { ...product, prices: [{ ...price, amount: "10.001" }] },
      "decimal_max_places",
      ["body", "prices", 0, "amount"],
    ],
    [
      "too many digits",
      { ...product, prices: [{ ...price, amount: "1234567890123" }] },
      "decimal_whole_digits",
      ["body", "prices", 0, "amount"],
    ],
    [
      "words as amount",
      { ...product, prices: [{ ...price, amount: "ten" }] },
      "decimal_parsing",
      ["body", "prices", 0, "amount"],
    ],
    [
      "an exponent",
      { ...product, prices: [{ ...price, amount: "1e2" }] },
      "decimal_parsing",
      ["body", "prices", 0, "amount"],
    ],
    [
      "true as amount",
      { ...product, prices: [{ ...price, amount: true }] },
      "decimal_type",
      ["body", "prices", 0, "amount"],
    ],
    ["text as flag", { ...product, is_one_time: "yes" }, "bool_type", ["body", "is_one_time"]],
    [
      "recurring without an interval",
      { ...product, type: "RECURRING" },
      "missing",
      ["body", "recurring_interval"],
    ],
    [
      "an interval count of 0",
      { ...product, type: "RECURRING", recurring_interval: "MONTH", recurring_interval_count: 0 },
      "greater_than_equal",
      ["body", "recurring_interval_count"],
    ],
  ])("422 for a product with %s", async (_name, body, type, loc) => {
    const reply = await setup.api.call("POST", "/products", body)
    expect(reply.status).toBe(422)
    expect(at(reply.json, "detail")).toEqual([
      expect.objectContaining({ type, loc, msg: expect.any(String) as string }),
    ])
  })

  it.each([
    ["exempt and inclusive", { ...price, is_price_exempt_from_vat: true }],
    ["a currency that is not enabled", { currency: "EUR", amount: "10" }],
  ])("422 INVALID_PARAMETERS for a price with %s", async (_name, badPrice) => {
    const reply = await setup.api.call("POST", "/products", { ...product, prices: [badPrice] })
    expect([reply.status, at(reply.json, "error.code")]).toEqual([422, "INVALID_PARAMETERS"])
  })

  it("422 for a product exempt and inclusive in its own flags", async () => {
    const reply = await setup.api.call("POST", "/products", {
      ...product,
      is_price_exempt_from_vat: true,
    })
    expect([reply.status, at(reply.json, "detail.0.type")]).toEqual([422, "value_error"])
  })

  it("reports everything that is wrong at once", async () => {
    const reply = await setup.api.call("POST", "/payment_links", { name: 1, currency: "X" })
    expect(at(reply.json, "detail.0.loc")).toEqual(["body", "name"])
    expect(at(reply.json, "detail.1.loc")).toEqual(["body", "currency"])
    expect(at(reply.json, "detail.2.loc")).toEqual(["body", "items"])
  })

  const items = () => [{ product_id: productId, quantity: 1 }]

  it.each([
    ["no name", { name: undefined }, "missing", ["body", "name"]],
    ["a long name", { name: "x".repeat(513) }, "string_too_long", ["body", "name"]],
    ["no items", { items: undefined }, "missing", ["body", "items"]],
    ["an empty list of items", { items: [] }, "too_short", ["body", "items"]],
    ["an item without a product", { items: [{}] }, "missing", ["body", "items", 0, "product_id"]],
    [
      "a product id that is no UUID",
      { items: [{ product_id: "p1" }] },
      "uuid_parsing",
      ["body", "items", 0, "product_id"],
    ],
    [
      "a quantity of 0",
      { items: [{ product_id: UNKNOWN_ID, quantity: 0 }] },
      "greater_than_equal",
      ["body", "items", 0, "quantity"],
    ],
    [
      "a quantity of 1.5",
      { items: [{ product_id: UNKNOWN_ID, quantity: 1.5 }] },
      "int_type",
      ["body", "items", 0, "quantity"],
    ],
    [
      "0 payments",
      { max_number_of_payments: 0 },
      "greater_than_equal",
      ["body", "max_number_of_payments"],
    ],
    [
      "payments in words",
      { max_number_of_payments: "1" },
      "int_type",
      ["body", "max_number_of_payments"],
    ],
    [
      "no date in valid_until",
      { valid_until: "tomorrow" },
      "datetime_from_date_parsing",
      ["body", "valid_until"],
    ],
    [
      "a valid_until that is over",
      { valid_until: "2020-01-01T00:00:00Z" },
      "value_error",
      ["body", "valid_until"],
    ],
    [
      "a relative success URL",
      { success_redirect_url: "/thanks" },
      "url_parsing",
      ["body", "success_redirect_url"],
    ],
    [
      "another scheme",
      { success_redirect_url: "javascript:alert(1)" },
      "url_scheme",
      ["body", "success_redirect_url"],
    ],
    [
      "a long failure URL",
      { failure_redirect_url: `http://shop.example/${"x".repeat(2000)}` },
      "string_too_long",
      ["body", "failure_redirect_url"],
    ],
    [
      "an empty failure URL",
      { failure_redirect_url: "" },
      "string_too_short",
      ["body", "failure_redirect_url"],
    ],
    ["metadata as text", { custom_metadata: "session" }, "dict_type", ["body", "custom_metadata"]],
    [
      "another contact type",
      { contact_information_type: "FAX" },
      "enum",
      ["body", "contact_information_type"],
    ],
    [
      "a consumer id that is no UUID",
      { organization_consumer_id: "c1" },
      "uuid_parsing",
      ["body", "organization_consumer_id"],
    ],
    ["methods as a list", { payment_methods: ["visa"] }, "dict_type", ["body", "payment_methods"]],
    [
      "a method as text",
      { payment_methods: { visa: "yes" } },
      "bool_type",
      ["body", "payment_methods", "visa"],
    ],
    [
      "a trial of 366 days",
      { trial_period_days: 366 },
      "less_than_equal",
      ["body", "trial_period_days"],
    ],
    ["a coupon that is no UUID", { coupons: ["SALE"] }, "uuid_parsing", ["body", "coupons", 0]],
  ])("422 for a payment link with %s", async (_name, change, type, loc) => {
    const body = { name: "L", items: items(), ...change }
    const reply = await setup.api.call("POST", "/payment_links", body)
    expect(reply.status).toBe(422)
    expect(at(reply.json, "detail.0")).toMatchObject({ type, loc })
  })

  it.each([
    ["an unknown product", { items: [{ product_id: UNKNOWN_ID }] }, 404, "PRODUCT_NOT_FOUND"],
    ["an unknown consumer", { organization_consumer_id: UNKNOWN_ID }, 404, "CONSUMER_NOT_FOUND"],
    ["an unknown coupon", { coupons: [UNKNOWN_ID] }, 404, "COUPON_NOT_FOUND"],
    ["a currency without a price", { currency: "USD" }, 422, "INVALID_PARAMETERS"],
    ["a currency that is not enabled", { currency: "EUR" }, 422, "INVALID_PARAMETERS"],
    ["no payment method at all", { payment_methods: {} }, 422, "INVALID_PARAMETERS"],
    ["a trial without a subscription", { trial_period_days: 7 }, 422, "INVALID_PARAMETERS"],
  ])("an error with a code for a payment link with %s", async (_name, change, status, code) => {
    const body = { name: "L", items: items(), ...change }
    const reply = await setup.api.call("POST", "/payment_links", body)
    expect([reply.status, at(reply.json, "error.code")]).toEqual([status, code])
    expect(typeof at(reply.json, "error.message")).toBe("string")
  })

  it("one-time and recurring products in one link", async () => {
    const monthly = await setup.api.product({}, { type: "RECURRING", recurring_interval: "MONTH" })
    const reply = await setup.api.call("POST", "/payment_links", {
      name: "Mixed",
      items: [{ product_id: productId }, { product_id: monthly }],
    })
    expect([reply.status, at(reply.json, "error.code")]).toEqual([422, "INVALID_PARAMETERS"])
  })

  it("a link with an archived product", async () => {
    const archived = await setup.api.product()
    await setup.api.call("PUT", `/products/${archived}`, { is_active: false })
    const reply = await setup.api.call("POST", "/payment_links", {
      name: "L",
      items: [{ product_id: archived }],
    })
    expect([reply.status, at(reply.json, "error.code")]).toEqual([400, "INVALID_STATUS"])
  })
})
