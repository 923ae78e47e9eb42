import type { JsonObject } from "../../../core/json"
import { CLIENT_ID, CREATION, start, type Setup } from "./harness"

const { amount_usd: _usd, ...UNPRICED } = CREATION

describe("creating a payment", () => {
  let setup: Setup

  beforeEach(async () => {
    setup = await start({ strmUsd: "6.01", eurUsd: "1.25", solUsd: "160" })
  })

  afterEach(() => setup.stop())

  const page = (body: unknown, headers?: Record<string, string>) =>
    setup.call("POST", `/payment/${CLIENT_ID}/page`, body, headers)
  const manual = (body: unknown) => setup.call("POST", `/payment/${CLIENT_ID}`, body)

  it("answers a page in camel case", async () => {
    const { status, json, headers } = await page(CREATION)
    const [payment] = setup.controls.payments()
    expect(headers.get("content-type")).toBe("application/json")
    expect([status, json]).toEqual([
      200,
      {
        paymentID: payment?.id,
        expiryAt:
          new Date(setup.sandbox.clock.now() + 600_000).toISOString().slice(0, 19) + "+00:00",
        url: `${setup.sandbox.url}/stream-crypto/payment/${payment?.id}`,
      },
    ])
    expect(payment).toMatchObject({ mode: "page", sessionReference: "payses_01HZX8" })
    expect(setup.controls.paymentBySession("payses_01HZX8")?.id).toBe(payment?.id)
    expect(setup.controls.paymentBySession("payses_other")).toBeUndefined()
    expect(payment?.id).toMatch(/^[A-Za-z0-9_-]{8,64}$/)
  })

  it("answers a manual payment in snake case", async () => {
    const { status, json } = await manual({ ...CREATION, amount_usd: "1.00", description: "a\nb" })
    const [payment] = setup.controls.payments()
    const { address } = payment ?? {}
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/) as string
    const icon = (token: string) => `${setup.sandbox.url}/stream-crypto/img/currencies/${token}.svg`
    expect(address).toMatch(/^[1-9A-HJ-NP-Za-km-z]{32,44}$/)
    expect([status, json]).toEqual([
      200,
      {
        payment_id: payment?.id,
        network: "mainnet",
        status: "pending",
        address,
        addresses: [
          {
            blockchain: "solana",
            address,
            contract: "wrap.strm",
            token: "STRM",
            amount: "166389351081530782029950",
            displayAmount: "0.16638",
            icon: icon("strm"),
          },
          {
            blockchain: "solana",
            address,
            contract: "usdc",
            token: "USDC",
            amount: "1000000",
            displayAmount: "1.00",
            icon: icon("usdc"),
          },
          {
            blockchain: "solana",
            address,
            contract: "sol",
            token: "SOL",
            amount: "6250000",
            displayAmount: "0.006250000",
            icon: icon("sol"),
          },
        ],
        amount: "166389351081530782029950",
        name: CREATION.name,
        description: "a\nb",
        display_amount_usd: "1.00",
        display_amount_eur: "0.80",
        display_amount: "0.16638",
        local_currency: "usd",
        return_url: CREATION.return_url,
        expiry_at: time,
        created_at: time,
      },
    ])
    const drawn = await fetch(icon("sol"))
    expect([drawn.status, drawn.headers.get("content-type")]).toEqual([200, "image/svg+xml"])
  })

  it.each<[JsonObject, JsonObject]>([
    [{ amount_usd: "15.89" }, { display_amount_usd: "15.89", local_currency: "usd" }],
    [
      { amount_eur: "8.00" },
      { display_amount_eur: "8.00", display_amount_usd: "10.00", local_currency: "eur" },
    ],
    [
      { amount: "0.02" },
      { display_amount_usd: "0.12", amount: "20000000000000000000000", display_amount: "0.02000" },
    ],
    [{ amount_usd: "7" }, { display_amount_usd: "7.00" }],
  ])("prices %p", async (price, expected) => {
    expect((await manual({ ...UNPRICED, ...price })).json).toMatchObject(expected)
  })

  it.each<[string, unknown]>([
    ["amount", UNPRICED],
    ["amount", { ...UNPRICED, amount_usd: "1.00", amount_eur: "1.00" }],
    ["amount", { ...UNPRICED, amount_usd: "1.00", amount: "1.00" }],
    ["amount_usd", { ...UNPRICED, amount_usd: 15.89 }],
    ["amount_usd", { ...UNPRICED, amount_usd: "15,89" }],
    ["amount_usd", { ...UNPRICED, amount_usd: "1e3" }],
    ["amount_usd", { ...UNPRICED, amount_usd: "" }],
    ["amount_usd", { ...UNPRICED, amount_usd: null }],
    ["amount_usd", { ...UNPRICED, amount_usd: "1.001" }],
    ["amount_eur", { ...UNPRICED, amount_eur: "0.00" }],
    ["amount_eur", { ...UNPRICED, amount_eur: "-1.00" }],
    ["amount", { ...UNPRICED, amount: "0.0000000000000000000000001" }],
    ["amount", { ...UNPRICED, amount: "1".repeat(49) }],
    ["name", { ...CREATION, name: undefined }],
    ["name", { ...CREATION, name: " " }],
    ["name", { ...CREATION, name: 7 }],
    ["name", { ...CREATION, name: "x".repeat(256) }],
    ["description", { ...CREATION, description: 7 }],
    ["return_url", { ...CREATION, return_url: undefined }],
    ["return_url", { ...CREATION, return_url: "/checkout" }],
    ["return_url", { ...CREATION, return_url: "javascript:alert(1)" }],
    ["return_url", { ...CREATION, return_url: ["https://shop.example/"] }],
    ["callback_url", { ...CREATION, callback_url: "https://shop.example/hook" }],
    ["metadata", { ...CREATION, metadata: {} }],
  ])("refuses a wrong %s: %p", async (field, body) => {
    for (const reply of [await page(body), await manual(body)]) {
      expect(reply).toMatchObject({
        status: 400,
        json: { message: "Validation failed", errors: { [field]: [expect.any(String) as string] } },
      })
    }
    expect(setup.controls.payments()).toEqual([])
  })

  it.each<[unknown, Record<string, string> | undefined, string]>([
    ["{", undefined, "must be a JSON object"],
    ["[]", undefined, "must be a JSON object"],
    ["", undefined, "Content-Type"],
    [CREATION, { "content-type": "text/plain" }, "Content-Type"],
    ["amount_usd=1.00", { "content-type": "application/x-www-form-urlencoded" }, "Content-Type"],
  ])("refuses the body %p as %p", async (body, headers, message) => {
    const reply = await page(body === "" ? undefined : body, headers)
    expect(reply).toMatchObject({
      status: 400,
      json: { message: expect.stringContaining(message) as string },
    })
  })

  it("refuses what is worth less than a cent", async () => {
    expect(await manual({ ...UNPRICED, amount: "0.0001" })).toMatchObject({
      status: 400,
      json: { message: "The amount is too small" },
    })
  })

  it("takes names of 255 characters, also of two units each", async () => {
    expect((await page({ ...CREATION, name: "😀".repeat(255) })).status).toBe(200)
  })

  it("refuses shops that are not approved, and those that are none", async () => {
    expect((await setup.call("POST", "/payment/nobody", CREATION)).status).toBe(404)
    setup.controls.changeSettings({ shopApproved: false })
    expect((await page(CREATION)).status).toBe(403)
    expect(await manual(CREATION)).toMatchObject({
      status: 403,
      json: { message: "Shop is not approved" },
    })
    expect(setup.controls.payments()).toEqual([])
  })

  it("has no other routes", async () => {
    expect((await setup.call("GET", "/payments")).status).toBe(404)
    expect((await setup.call("DELETE", `/payment/${CLIENT_ID}`)).status).toBe(405)
    expect((await setup.call("GET", `/payment/${CLIENT_ID}/page`)).status).toBe(405)
    expect((await page({ ...CREATION, description: "x".repeat(2 ** 20) })).status).toBe(413)
  })

  it("does as its settings say", async () => {
    setup.controls.changeSettings({
      createdHttpStatus: 201,
      network: "testnet",
      localCurrency: "eur",
      usdcAmounts: "as_in_sample",
      displayDecimals: 24,
      addressFormat: "hex",
      numericAmounts: "accepted",
      unknownFields: "ignored",
    })
    const reply = await manual({ ...UNPRICED, amount: 0.166389351, other: true })
    expect(reply).toMatchObject({
      status: 201,
      json: {
        network: "testnet",
        local_currency: "eur",
        display_amount: "0.166389351000000000000000",
        address: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        addresses: [{}, { amount: "100000000000000000", displayAmount: "1.00" }, {}],
      },
    })
  })
})
