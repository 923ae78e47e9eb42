import type { Gateway } from "../../../core/contract"
import { GatewayBench } from "./support/gateway-bench"

let bench: GatewayBench
let gateway: Gateway

beforeAll(async () => {
  bench = await GatewayBench.start()
})

afterAll(() => bench.stop())

beforeEach(() => {
  bench.reset()
  gateway = bench.gateway()
})

const NEW_INVOICE = "POST /api_curl/streamline/NewInvoice"
const create = (payer: object = {}) =>
  gateway.create(bench.request(bench.money("100.50 BRL"), {}, payer))

describe.each(["200", "http"])("refused with status %s", (errorStatus) => {
  describe.each([true, false])("and a code: %s", (showErrorCode) => {
    beforeEach(() => {
      bench.account.changeSettings({ errorStatus, showErrorCode } as never)
    })

    it.each([
      ["user_unauthorized", "rejected"],
      ["user_blacklisted", "rejected"],
      ["user_limit_exceeded", "rejected"],
      ["cadastral_situation", "rejected"],
      ["could_not_make_deposit", "unavailable"],
      ["could_not_register_user", "unavailable"],
    ])("because of %s", async (newInvoiceRefusal, reason) => {
      bench.account.changeSettings({ newInvoiceRefusal } as never)
      const error = await bench.errorOf(create())
      // A server error may come after the effect: it is looked up, and tried once more.
      const isServerError = errorStatus === "http" && reason === "unavailable"
      expect(error.reason).toBe(isServerError ? "unclear" : reason)
      expect(error.message).not.toMatch(/blacklist|unauthori[sz]ed|limit|cadastral/i)
      expect(bench.account.payments()).toEqual([])
    })

    it("because of wrong credentials", async () => {
      gateway = bench.gateway({ apiPassphrase: "wrong_passphrase" })
      expect(await bench.errorOf(create())).toMatchObject({ reason: "configuration" })
    })

    it("because of a wrong signature", async () => {
      gateway = bench.gateway({ apiSignature: "wrong_signature" })
      expect(await bench.errorOf(create())).toMatchObject({ reason: "configuration" })
    })

    it("because of an address that is not on the list", async () => {
      bench.account.changeSettings({ ipRegistered: false })
      const error = await bench.errorOf(create())
      expect(error).toMatchObject({ reason: "configuration", retry: false })
      expect(error.toLogLine()).toMatch(/ip/i)
    })

    it("because of a method that the country does not have", async () => {
      const answers = { document: "52998224725", bank: "ZZZ" }
      const error = await bench.errorOf(create({ answers }))
      expect(error).toMatchObject({ reason: "invalid_input", retry: false })
    })

    it("when the status is read", async () => {
      const attempt = await bench.open(gateway)
      const reader = bench.gateway({ statusApiPassphrase: "wrong_status_pass" })
      expect(await bench.errorOf(bench.read(reader, attempt))).toMatchObject({
        reason: "configuration",
      })
    })
  })
})

describe("with codes", () => {
  it("the merchant's configuration and a generic failure are told apart", async () => {
    bench.account.changeSettings({ newInvoiceRefusal: "merchant_configuration_missing" } as never)
    expect((await bench.errorOf(create())).reason).toBe("configuration")
    bench.account.changeSettings({ newInvoiceRefusal: "generic" } as never)
    expect(await bench.errorOf(create())).toMatchObject({ reason: "unavailable", retry: true })
  })
})

describe("what Directa24 repeats of the payer", () => {
  const desc =
    "Invalid param x_cpf: 52998224725 of Jane Doe, jane@example.com, 01310100, Av. Paulista 1000"

  it.each([200, 400, 422, 500])("is in no error and no log (HTTP %s)", async (status) => {
    const body = { status: "1", desc, error_code: "300" }
    bench.break(NEW_INVOICE, { kind: "status", status, when: "before", body })
    const error = await bench.errorOf(create())
    expect(error).toMatchObject({ reason: "invalid_input", gatewayCode: "300" })
    expect(error.message).toContain("document")
    const shown = [error.toLogLine(), JSON.stringify(error), ...bench.log.map(({ text }) => text)]
    expect(shown.join("\n")).not.toMatch(/52998224725|Jane|jane@|01310100|Paulista/)
    expect(error.detail).toContain("Invalid param x_cpf: [secret]")
  })

  it("nor are credentials", async () => {
    const { apiKey, apiPassphrase } = bench.account
    const body = { status: "1", desc: `Invalid credentials ${apiKey} ${apiPassphrase}` }
    bench.break(NEW_INVOICE, { kind: "status", status: 401, when: "before", body })
    expect((await bench.errorOf(create())).reason).toBe("configuration")
  })
})

describe("an HTTP error without words", () => {
  it.each([
    [301, "rejected"],
    [302, "rejected"],
    [400, "rejected"],
    [401, "configuration"],
    [402, "configuration"],
    [403, "configuration"],
    [404, "configuration"],
    [409, "configuration"],
    [429, "rate_limited"],
  ])("%s is %s", async (status, reason) => {
    bench.break(NEW_INVOICE, { kind: "status", status, when: "before", body: {} })
    expect(await bench.errorOf(create())).toMatchObject({ reason, httpStatus: status })
    expect(bench.calls()).toEqual([NEW_INVOICE])
  })
})
