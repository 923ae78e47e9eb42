import fc from "fast-check"
import { checkAnswers } from "../../../core/collect-fields"
import type { Payer } from "../../../core/contract"
import { GatewayError } from "../../../core/errors"
import { COUNTRIES } from "../countries"
import { cut, type DetailsContext, examinePayer } from "../payer-details"
import { BRAZILIAN } from "./support/payer"

const choices = async () => [{ value: "IX", label: "PIX" }]

function examine(payer: Partial<Payer>, context: Partial<DetailsContext> = {}) {
  return examinePayer(
    { answers: {}, ...payer },
    { currencyCode: "BRL", testDocuments: false, choices, ...context }
  )
}

async function askedOf(payer: Partial<Payer>, context?: Partial<DetailsContext>) {
  const examined = await examine(payer, context)
  return examined.type === "incomplete" ? examined.questions.map(({ name }) => name) : []
}

async function toldOf(payer: Partial<Payer>, context?: Partial<DetailsContext>) {
  const examined = await examine(payer, context)
  expect(examined.type).toBe("complete")
  return examined.type === "complete" ? examined.fields : {}
}

const { answers: ANSWERS } = BRAZILIAN
const GUEST: Partial<Payer> = { name: "Jane Doe", email: "jane@example.com" }

describe("somebody of whom everything is known", () => {
  it("is told by Directa24's names, in its forms", async () => {
    const birth = { ...ANSWERS, birth_date: "1980-01-15" }
    expect(await toldOf({ ...BRAZILIAN, phone: "+55 (11) 99999-9999", answers: birth })).toEqual({
      x_country: "BR",
      x_bank: "TE",
      x_cpf: "52998224725",
      x_name: "Jane Doe",
      x_email: "jane@example.com",
      x_mobile: "+5511999999999",
      x_bdate: "19800115",
      x_address: "Av. Paulista 1000",
      x_zip: "01310100",
      x_city: "São Paulo",
      x_state: "SP",
    })
  })

  it("is asked nothing in the other countries either", async () => {
    for (const [country, { currency }] of Object.entries(COUNTRIES)) {
      const documents: Record<string, string> = { BR: "52998224725", BO: "1234567" }
      const answers = { bank: "TE", document: documents[country] ?? "12345678" }
      const payer = { ...BRAZILIAN, country, phone: "+254700000000", answers }
      const told = await toldOf(payer, { currencyCode: currency })
      expect(told).toMatchObject({ x_country: country })
    }
  })
})

describe("what is missing is asked for", () => {
  const everything = { BR: ["bank", "document", "name", "email", "address", "zip", "state"] }

  it.each([
    ["BR", "BRL", everything.BR],
    ["CO", "COP", ["bank", "document", "name", "email", "phone", "address"]],
    ["KE", "KES", ["bank", "document", "name", "email", "phone"]],
    ["GH", "GHS", ["bank", "document", "name", "email", "phone"]],
    ["NG", "NGN", ["bank", "document", "name", "email", "phone"]],
    ["TZ", "TZS", ["bank", "document", "name", "email", "phone"]],
    ["UG", "UGX", ["bank", "document", "name", "email", "phone"]],
    ["ZA", "ZAR", ["bank", "document", "name", "email", "phone"]],
    ["CI", "XOF", ["bank", "document", "name", "email", "phone"]],
    ["CM", "XAF", ["bank", "document", "name", "email", "phone"]],
    ["AR", "ARS", ["bank", "document", "name", "email"]],
    ["MX", "USD", ["bank", "document", "name", "email"]],
  ])("in %s for %s", async (country, currencyCode, names) => {
    expect(await askedOf({ country }, { currencyCode })).toEqual(names)
  })

  it.each([
    ["name", "name"],
    ["email", "email"],
    ["address", "address"],
    ["zip", "zip"],
    ["state", "state"],
  ])("%s alone", async (member, name) => {
    expect(await askedOf({ ...BRAZILIAN, [member]: undefined })).toEqual([name])
    expect(await askedOf({ ...BRAZILIAN, [member]: "  " })).toEqual([name])
  })

  it.each(["document", "bank"])("%s alone", async (name) => {
    const answers = Object.fromEntries(Object.entries(ANSWERS).filter(([key]) => key !== name))
    expect(await askedOf({ ...BRAZILIAN, answers })).toEqual([name])
  })

  it("but the bank is not where the merchant has set one", async () => {
    const payer = { ...BRAZILIAN, answers: { document: "52998224725" } }
    expect(await toldOf(payer, { defaultBank: "IX" })).toMatchObject({ x_bank: "IX" })
    expect(await toldOf(BRAZILIAN, { defaultBank: "IX" })).toMatchObject({ x_bank: "TE" })
  })

  it("with the ways to pay as choices, or as text where there is no list", async () => {
    const payer = { ...BRAZILIAN, answers: { document: "52998224725" } }
    expect(await examine(payer)).toEqual({
      type: "incomplete",
      questions: [
        { name: "bank", label: "Payment method", options: await choices(), required: true },
      ],
    })
    expect(await examine(payer, { choices: async () => undefined })).toMatchObject({
      questions: [{ name: "bank", pattern: "[A-Za-z0-9]{1,3}" }],
    })
  })
})

describe("what is known, but not as Directa24 takes it, is asked for", () => {
  it.each([
    ["email", { email: `${"a".repeat(100)}@example.com` }],
    ["email", { email: "jane" }],
    ["name", { name: "J" }],
    ["name", { name: "J".repeat(101) }],
    ["zip", { zip: "12345" }],
    ["zip", { zip: "SW1A 1AA" }],
    ["state", { state: "São Paulo" }],
    ["state", { state: "XX" }],
    ["state", { state: "AR-C" }],
    ["document", { answers: { ...ANSWERS, document: "529.982.247-26" } }],
    ["bank", { answers: { ...ANSWERS, bank: "LONG" } }],
  ])("%s of %j", async (name, change) => {
    const examined = await examine({ ...BRAZILIAN, ...change })
    expect(examined).toMatchObject({
      questions: [{ name, label: expect.stringMatching(/ \(please check\)$/), required: true }],
    })
  })

  it.each(["call me", "12345", "1".repeat(16), "+44 20 7946 0958 x99"])(
    "phone of %j",
    async (phone) => {
      const payer = { ...BRAZILIAN, country: "KE", phone, answers: { bank: "TE", document: "1" } }
      expect(await askedOf(payer, { currencyCode: "KES" })).toEqual(["phone"])
    }
  )

  it("and left out where Directa24 does not need it", async () => {
    const answers = { bank: "TE", document: "12345678", birth_date: "1980-02-31" }
    const odd = { phone: "call me", state: "Buenos Aires", zip: "C".repeat(11), answers }
    const told = await toldOf({ ...GUEST, ...odd, country: "AR" }, { currencyCode: "ARS" })
    expect(Object.keys(told).sort()).toEqual(["x_bank", "x_country", "x_cpf", "x_email", "x_name"])
  })
})

describe("the country", () => {
  it("is asked for when nobody knows it, before what depends on it", async () => {
    expect(await askedOf({})).toEqual(["country", "name", "email"])
    expect(await askedOf(GUEST)).toEqual(["country"])
  })

  it("is asked for with those that take the currency", async () => {
    expect(await examine(GUEST)).toMatchObject({
      questions: [{ options: [{ value: "BR", label: "Brazil" }], required: true }],
    })
    const dollars = await examine(GUEST, { currencyCode: "USD" })
    expect(dollars.type === "incomplete" && dollars.questions[0].options).toHaveLength(35)
  })

  it("may be told in any case", async () => {
    expect(await toldOf({ ...BRAZILIAN, country: "br" })).toMatchObject({ x_country: "BR" })
  })

  it("is the merchant's where the cart has none", async () => {
    const payer = { ...BRAZILIAN, country: undefined }
    expect(await toldOf(payer, { defaultCountry: "BR" })).toMatchObject({ x_country: "BR" })
    expect(await askedOf(payer, { defaultCountry: "AR" })).toEqual(["country"])
  })

  it("is asked for when Directa24 does not work in the cart's", async () => {
    expect(await askedOf({ ...BRAZILIAN, country: "DE" }, { defaultCountry: "BR" })).toEqual([
      "country",
    ])
  })

  it.each([
    ["AR", "BRL", "ARS or USD in Argentina, not BRL"],
    ["BR", "ARS", "BRL or USD in Brazil, not ARS"],
    ["EC", "BRL", "takes USD in Ecuador, not BRL"],
  ])("%s does not take %s", async (country, currencyCode, words) => {
    const error: unknown = await examine({ ...BRAZILIAN, country }, { currencyCode }).catch(
      (reason: unknown) => reason
    )
    expect(GatewayError.is(error) && error.reason).toBe("unsupported_currency")
    expect(String(error)).toContain(words)
  })

  it("when another one is answered, leads to its own questions", async () => {
    const first = await askedOf({ ...GUEST, country: "CO" }, { currencyCode: "USD" })
    expect(first).toEqual(["bank", "document", "phone", "address"])
    const then = { ...GUEST, country: "KE", phone: "+254700000000", answers: ANSWERS }
    expect(await askedOf(then, { currencyCode: "USD" })).toEqual([])
  })
})

describe("questions", () => {
  it.each(Object.keys(COUNTRIES))("of %s have patterns for browsers", async (country) => {
    const examined = await examine({ country }, { currencyCode: "USD", choices: async () => [] })
    for (const { pattern } of examined.type === "incomplete" ? examined.questions : []) {
      expect(() => new RegExp(`^(?:${pattern ?? ""})$`, "v")).not.toThrow()
    }
  })

  it("are answered in one go by answers that fit them", async () => {
    const asked = await examine({ country: "BR" })
    const given = {
      bank: "IX",
      document: "529.982.247-25",
      name: "Jane Doe",
      email: "jane@example.com",
      address: "Rua A, 1",
      zip: "01310-100",
      state: "SP",
    }
    const { answers, problems } = checkAnswers(
      asked.type === "incomplete" ? asked.questions : [],
      given
    )
    expect(problems).toEqual([])
    expect(await toldOf({ ...answers, country: "BR", answers })).toMatchObject({ x_bank: "IX" })
  })

  it("never fail, and never repeat what was given, whatever that is", async () => {
    const text = fc.option(fc.string({ unit: "grapheme", minLength: 4 }), { nil: undefined })
    const details = fc.record({ name: text, email: text, phone: text, state: text, zip: text })
    const canary = "zq7canary"
    await fc.assert(
      fc.asyncProperty(details, text, async (payer, document = "none") => {
        const marked = Object.entries(payer).map(([name, value]) => [name, value && value + canary])
        const answers = { document: document + canary }
        const examined = await examine({ ...Object.fromEntries(marked), country: "BR", answers })
        expect(examined.type).toBe("incomplete")
        expect(JSON.stringify(examined)).not.toContain(canary)
      })
    )
  })
})

describe("free text", () => {
  it("is cut before it is signed, never within a character", () => {
    expect(cut("a".repeat(300), 255)).toHaveLength(255)
    expect(cut(`${"a".repeat(254)}😀`, 255)).toBe("a".repeat(254))
    expect(cut("  Rua\n A\t1\u0000 ", 255)).toBe("Rua A 1")
  })

  it("of address and city fits Directa24's limits", async () => {
    const told = await toldOf({ ...BRAZILIAN, address: "ã".repeat(400), city: "é".repeat(400) })
    expect(told.x_address).toHaveLength(255)
    expect(told.x_city).toHaveLength(100)
  })
})
