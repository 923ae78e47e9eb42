import { refusalError, refusalKindOf } from "../refusals"

describe("codes of a refusal", () => {
  it.each([
    ["300", "invalid_input"],
    ["301", "invalid_input"],
    ["302", "configuration"],
    ["401", "configuration"],
    ["402", "configuration"],
    ["409", "configuration"],
    ["500", "unavailable"],
    ["502", "rejected"],
    ["503", "rejected"],
    ["504", "rejected"],
    ["505", "invalid_input"],
    ["999", "rejected"],
    ["constructor", "rejected"],
  ])("%s is %s", (code, reason) => {
    const error = refusalError({ code }, {})
    expect(error).toMatchObject({ reason, gatewayCode: code, retry: reason === "unavailable" })
    expect(error.message).toMatch(/^Directa24 .*\.$/)
  })
})

describe("words of a refusal", () => {
  it.each([
    ["Invoice already used", "used"],
    ["INVOICE ALREADY USED", "used"],
    ["Could not register user", "temporary"],
    ["could not make the deposit", "temporary"],
    ["Invalid control", "configuration"],
    ["Invalid credentials", "configuration"],
    ["Unregistered IP address", "configuration"],
    ["User unauthorized", "declined"],
    ["user blacklisted", "declined"],
    ["The user limit has been exceeded", "declined"],
    ["User unauthorized due to cadastral situation", "declined"],
    ["Invalid param x_cpf", "invalid"],
    ["Empty params: x_name", "invalid"],
    ["param x_cpf", "invalid"],
    ["Something new", undefined],
  ])("%s is %s", (words, kind) => {
    expect(refusalKindOf({ words })).toBe(kind)
  })

  it("count for more than the code", () => {
    expect(refusalKindOf({ code: "300", words: "Invoice already used" })).toBe("used")
    expect(refusalKindOf({ code: "500", words: "user blacklisted" })).toBe("declined")
    expect(refusalKindOf({ code: "302", words: "Something new" })).toBe("configuration")
  })
})

describe("fields that are not accepted", () => {
  it.each([
    ["x_cpf", "document"],
    ["x_bank", "bank"],
    ["x_country", "country"],
    ["x_name", "name"],
    ["x_email", "email"],
    ["x_mobile", "phone"],
    ["x_bdate", "birth_date"],
    ["x_address", "address"],
    ["x_zip", "zip"],
    ["x_city", "city"],
    ["x_state", "state"],
  ])("%s is called %s", (name, told) => {
    const error = refusalError({ code: "300", words: `Invalid param ${name}` }, {})
    expect(error).toMatchObject({ reason: "invalid_input", retry: false })
    expect(error.message).toContain(`these details: ${told}.`)
  })

  it("are all named, each once", () => {
    const words = "Invalid params: x_cpf, X_EMAIL, x_cpf"
    expect(refusalError({ code: "300", words }, {}).message).toContain(": document, email.")
  })

  it("name the country where only the code tells", () => {
    expect(refusalError({ code: "505", words: "Not found" }, {}).message).toContain(": country.")
  })

  it.each(["x_login", "x_return", "x_confirmation", "x_iduser", "x_invoice"])(
    "of the shop (%s) are for the merchant to mend",
    (name) => {
      const refusal = { code: "300", words: `Invalid param ${name}` }
      expect(refusalError(refusal, {}).reason).toBe("configuration")
    }
  )

  it("are no configuration where it is the amount", () => {
    const error = refusalError({ code: "300", words: "Invalid param x_amount" }, {})
    expect(error).toMatchObject({ reason: "rejected" })
    expect(error.message).toContain("this amount")
  })
})

describe("messages", () => {
  it.each([
    "User blacklisted",
    "User unauthorized",
    "cadastral situation",
    "user limit has been exceeded",
  ])("do not tell a payer: %s", (words) => {
    const { message, reason } = refusalError({ words }, { detail: words })
    expect(reason).toBe("rejected")
    expect(message).toBe("Directa24 cannot take this payment. Choose another payment method.")
  })
})
