import fc from "fast-check"
import { redactBody } from "../redact-body"

const read = (body: unknown, gateway = "corefy") =>
  JSON.parse(redactBody(JSON.stringify(body), gateway)) as Record<string, unknown>

describe("a webhook's body as staff sees it", () => {
  test("keeps what money is about: ids, sums, statuses, wallets, transactions", () => {
    const body = {
      id: "cpi_8M2dQ3",
      status: "processed",
      amount: "105.50",
      currency: "SAR",
      reference_id: "payses_01K",
      order_id: "4111111111111111",
      network: "solana",
      address: "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV",
      to_address: "0x52908400098527886E0F7030069857D2E4169EE7",
      transaction_hash: "5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnb",
      hash: "0xabc123",
      product: { name: "Blue shirt" },
      payment_method: { type: "visa", network_name: "Visa" },
      items: [1, 2.5, true, null, {}, []],
      created_at: "2026-03-01T12:00:00Z",
    }
    expect(read(body)).toEqual(body)
  })

  test("hides people, wherever they are", () => {
    const person = {
      name: "Jane Doe",
      email: "jane@example.com",
      phone: "+966501234567",
      customer: { id: "cus_1", first_name: "Jane", note: "calls at noon", country: "BR" },
      billing_address: { street: "Av. Paulista 1000", city: "São Paulo", zip: "01310-100" },
      address: "Av. Paulista 1000",
      address_line: { line1: "Rua José Ñandú, 5" },
      document: "123.456.789-09",
      cpf: 12345678909,
      taxId: "1234567890",
      payer_ip: "203.0.113.7",
      birth_date: "1980-01-01",
      cardHolderName: "JANE DOE",
      description: "Order of jane@example.com, call +966 50 123 4567",
      card: { number: "411111******1111", mask: "4111", brand: "visa", token: "tok_1" },
      paid_with: "4111 1111 1111 1111",
      raw: 4111111111111111,
      iban: "SA0380000000608010167519",
      pix_key: "jane",
      account_number: "12345",
      list: [{ lastName: "Doe" }],
      payload: '{"email":"jane@example.com","status":"ok"}',
    }
    const shown = JSON.stringify(read(person))
    for (const part of [
      /jane/i,
      /doe/i,
      /paulista|01310|Ñandú/i,
      /paulo/i,
      /1234567|123\.456/,
      /203\.0/,
      /1980/,
      /4111/,
      /0501|966/,
      /noon/,
      /SA03/,
      /12345/,
      /tok_1/,
    ]) {
      expect(shown).not.toMatch(part)
    }
    expect(read(person)).toMatchObject({
      customer: { id: "cus_1", country: "BR" },
      card: { brand: "visa" },
    })
    expect(String(read(person).payload)).toContain('"status": "ok"')
  })

  test.each([
    ["xgateway", { id: "1", hash: "3abyyLbO/rZzfJkTXbmq1GufFU07" }],
    ["stream-crypto", { id: "1", signature: "c4dab5d02add410a1026127867f6a4a0" }],
    ["streampay", { id: "1", api_key: "sk_live", apiSecret: "s", data: { webhookToken: "t" } }],
  ])("hides what proves that %s sent it", (gateway, body) => {
    const shown = redactBody(JSON.stringify(body), gateway)
    expect(shown).toContain('"id": "1"')
    for (const value of Object.values(body).slice(1)) {
      expect(shown).not.toContain(JSON.stringify(value))
    }
    expect(shown).not.toMatch(/3aby|c4da|sk_live|"s"|"t"/)
  })

  test("shows a form line by line", () => {
    const form =
      "result=9&x_invoice=Apayses_1&x_amount=10.00&x_control=ABCDEF&x_name=Jane+Doe&x_document=1234&x_email=jane%40example.com&x_bank=VI"
    expect(redactBody(form, "directa24")).toBe(
      "result=9\nx_invoice=Apayses_1\nx_amount=10.00\nx_control=***\nx_name=***\nx_document=***\nx_email=***\nx_bank=VI"
    )
  })

  test("keeps numbers as they were sent", () => {
    const body = '{"amount":166389351081530800779973,"usd":1.00,"list":[1e5,-0.10]}'
    expect(redactBody(body, "stream-crypto")).toBe(
      `{
  "amount": 166389351081530800779973,
  "usd": 1.00,
  "list": [
    1e5,
    -0.10
  ]
}`
    )
  })

  test("shows nothing of what it cannot read", () => {
    expect(redactBody("<xml>Jane</xml>", "corefy")).toBe(
      "(15 characters that are neither JSON nor a form)"
    )
    expect(redactBody("", "corefy")).toBe("")
    expect(redactBody('{"email":"jane@exa', "corefy")).not.toContain("jane")
  })

  test("cuts what is endless", () => {
    const body = JSON.stringify({ list: Array.from({ length: 20_000 }, (_, place) => place) })
    expect(redactBody(body, "corefy").length).toBeLessThan(70_000)
  })

  test("is JSON of the same form for every JSON", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (body) => {
        const shown = read(body)
        expect(shapeOf(shown)).toEqual(shapeOf(JSON.parse(JSON.stringify(body))))
      }),
      { numRuns: 500 }
    )
  })
})

/** Names and nesting, without the values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(shapeOf)
  }
  return typeof value === "object" && value !== null
    ? Object.entries(value).map(([name, member]) => [name, shapeOf(member)])
    : "value"
}
