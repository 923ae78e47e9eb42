import { createHmac } from "node:crypto"
import fc from "fast-check"
import { Secret } from "../../../core/secret"
import { controlOf, isSigned, signedHeaders } from "../signatures"
import vectors from "./fixtures/signature-vectors.json"

const FIELDS = [
  "x_invoice",
  "x_amount",
  "x_iduser",
  "x_bank",
  "x_cpf",
  "x_bdate",
  "x_email",
  "x_zip",
  "x_address",
  "x_city",
  "x_state",
]

describe("control of a new invoice", () => {
  it.each(vectors.controls)("$name", ({ secret, fields, string, control }) => {
    const known = fields as Record<string, string>
    expect(controlOf(known, new Secret(secret))).toBe(control)
    const independent = createHmac("sha256", secret).update(string, "utf8").digest("hex")
    expect(independent.toUpperCase()).toBe(control)
  })

  it.each(FIELDS)("changes with %s", (name) => {
    const [{ fields, secret, control }] = vectors.controls
    const changed = { ...(fields as Record<string, string>), [name]: "other" }
    expect(controlOf(changed, new Secret(secret))).not.toBe(control)
  })

  it.each(["x_name", "x_country", "x_currency", "x_return", "x_confirmation", "type"])(
    "does not change with %s",
    (name) => {
      const [{ fields, secret, control }] = vectors.controls
      const changed = { ...(fields as Record<string, string>), [name]: "other" }
      expect(controlOf(changed, new Secret(secret))).toBe(control)
    }
  )

  it("is 64 digits in upper case for any text", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...FIELDS), fc.string()), (fields) => {
        expect(controlOf(fields, new Secret("any"))).toMatch(/^[0-9A-F]{64}$/)
      })
    )
  })
})

describe("a signed result", () => {
  const read = (vector: (typeof vectors.results)[number]) => ({
    said: { result: vector.result, amount: vector.x_amount, invoice: vector.x_invoice },
    credentials: { login: new Secret(vector.x_login), signature: new Secret(vector.secret) },
  })

  it.each(vectors.results)("$name", (vector) => {
    const { said, credentials } = read(vector)
    expect(isSigned(said, vector.x_control, credentials)).toBe(true)
    expect(isSigned(said, vector.x_control.toLowerCase(), credentials)).toBe(true)
  })

  it.each([
    ["another result", { result: "8" }],
    ["another amount", { amount: "100.5" }],
    ["another invoice", { invoice: "payses_01HZX9" }],
  ])("is refused with %s", (_, change) => {
    const { said, credentials } = read(vectors.results[0])
    const { x_control: control } = vectors.results[0]
    expect(isSigned({ ...said, ...change }, control, credentials)).toBe(false)
  })

  it("is refused with another key or signature", () => {
    const { said, credentials } = read(vectors.results[0])
    const { x_control: control } = vectors.results[0]
    expect(isSigned(said, control, { ...credentials, login: new Secret("other") })).toBe(false)
    expect(isSigned(said, control, { ...credentials, signature: new Secret("other") })).toBe(false)
  })

  it.each(["", "00", "zz".repeat(32), `${vectors.results[0].x_control}00`, " ".repeat(64)])(
    "is refused with the control %j",
    (control) => {
      const { said, credentials } = read(vectors.results[0])
      expect(isSigned(said, control, credentials)).toBe(false)
    }
  )
})

describe("headers of the v3 API", () => {
  it.each(vectors.v3)("$name", (vector) => {
    const headers = signedHeaders(vector.body, {
      login: new Secret(vector["X-Login"]),
      signature: new Secret(vector.secret),
      now: new Date("2024-01-15T10:20:30.987Z"),
    })
    expect(headers).toEqual({
      "x-login": vector["X-Login"],
      "x-date": vector["X-Date"],
      authorization: vector.Authorization,
    })
  })
})
