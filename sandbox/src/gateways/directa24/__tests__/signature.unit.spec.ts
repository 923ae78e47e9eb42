import { invoiceControl, resultControl, v3Authorization } from "../signature"

const SECRET = "d24_api_signature_made_up"

const INVOICES: [string, Record<string, string>, string][] = [
  [
    "all fields",
    {
      x_invoice: "payses_01HZX8",
      x_amount: "100.50",
      x_iduser: "12345678901",
      x_bank: "TE",
      x_cpf: "00003456789",
      x_bdate: "19800115",
      x_email: "jane@example.com",
      x_zip: "01310100",
      x_address: "Av. Paulista 1000",
      x_city: "Sao Paulo",
      x_state: "SP",
    },
    "E99D84BFC115E5CAF817B677A75399F02FD61AC2EECF49F2791DCAC4A3C08262",
  ],
  [
    "optional fields empty, '+' in the e-mail",
    {
      x_invoice: "payses_01HZX9",
      x_amount: "2400.00",
      x_iduser: "42",
      x_bank: "RE",
      x_cpf: "12345678",
      x_email: "jane+shop@example.com",
    },
    "11D4697D6AB23CD5AAD4BC015B7757D989E49EFF91115EA369583153D6012886",
  ],
  [
    "UTF-8 letters",
    {
      x_invoice: "payses_01HZXA",
      x_amount: "100.50",
      x_iduser: "12345678901",
      x_bank: "TE",
      x_cpf: "00003456789",
      x_bdate: "19800115",
      x_email: "jane@example.com",
      x_zip: "01310100",
      x_address: "Rua José Ñandú, 5",
      x_city: "São Paulo",
      x_state: "SP",
    },
    "19C8757ED8CC52493CFFF0FFA3E1BD6B07A6A195243C5638125B580EB2071A0B",
  ],
  [
    "empty bank, amount without decimals",
    {
      x_invoice: "payses_01HZXB",
      x_amount: "15000",
      x_iduser: "42",
      x_bank: "",
      x_cpf: "12345678",
      x_email: "jane+shop@example.com",
    },
    "D111ABB80AE34E880664449D87F5A516C50F06A2465BB2681C922BA4D7B76BD4",
  ],
]

describe("signatures", () => {
  it.each(INVOICES)("of a new invoice: %s", (_name, fields, control) => {
    expect(invoiceControl(SECRET, fields)).toBe(control)
  })

  it.each([
    [
      "deplogin123",
      "9",
      "100.50",
      "payses_01HZX8",
      "2E0327DE01F4C89AED9B0B82B544CACFCFDE3821076B19011DC138F68816E4E3",
    ],
    [
      "deplogin123",
      "8",
      "100.50",
      "payses_01HZX8",
      "9AD9013C914E88F7D911A7132D262949162DAECD3F8E10EE10F96795AE8AF652",
    ],
    [
      "deplogin123",
      "9",
      "90.00",
      "payses_01HZX8",
      "62054959ECE5BE25550E6258485CC4785889BA9D95B5EEBBE48671BF7D757A52",
    ],
    [
      "deplogin123",
      "9",
      "2400.00",
      "postmanTest3426757",
      "A84DE4ED307AD22DD27CEF1BE49723F4B1D99C3067E82119ABBB1210B9E77B2D",
    ],
    [
      "statuslogin456",
      "9",
      "2400.00",
      "postmanTest3426757",
      "FAAC45172E56CE28EF5DBC22AF03AC6851416D43BFFECAC54AD5C3B914786149",
    ],
  ])("of %s's result %s of %s: %s", (login, result, amount, invoice, control) => {
    expect(resultControl(SECRET, { login, result, amount, invoice })).toBe(control)
  })

  it.each([
    ["", "1f233f29ad5d4d676dee0d9e82e8a228e42d316c9559e301e54e4619f7985d7c"],
    [
      '{"deposit_id":300000001,"invoice_id":"payses_01HZX8","amount":50.25,"comments":"refund ref_1","notification_url":"https://shop.example/hooks/d24"}',
      "a219ad69bb58044b0b1af7797a1172e6a220b360ddc340c6f1123734c8d45e5c",
    ],
  ])("of a v3 request with body %p", (body, digest) => {
    const signed = { date: "2024-01-15T10:20:30Z", login: "deplogin123", body }
    expect(v3Authorization(SECRET, signed)).toBe(`D24 ${digest}`)
  })
})
