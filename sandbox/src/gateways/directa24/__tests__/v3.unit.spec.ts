import { v3Authorization } from "../signature"
import { startSandbox, type ApiClient, type Fields, type Setup } from "./harness"

const BANK_ACCOUNT = {
  beneficiary: "Jane Roe",
  bank_code: "001",
  branch: "0001",
  account_number: "12345-6",
  account_type: "C",
}
const REFUND = {
  deposit_id: 300000001,
  invoice_id: "payses_1",
  amount: 50.25,
  bank_account: BANK_ACCOUNT,
}

describe("the v3 API", () => {
  let setup: Setup
  let api: ApiClient

  beforeEach(async () => {
    setup = await startSandbox()
    api = setup.api
    await api.link()
  })

  afterEach(() => setup.stop())

  const paid = () => setup.controls.pay("payses_1")
  const refund = (body: unknown = REFUND, headers: Fields = {}) =>
    api.v3("POST", "/v3/refunds", body, headers)
  const withKey = (key: string, changes = {}) =>
    refund({ ...REFUND, ...changes }, { "X-Idempotency-Key": key })

  describe("headers", () => {
    it.each([
      ["X-Login", 101],
      ["X-Date", 101],
      ["Authorization", 101],
    ])("needs %s", async (name, code) => {
      const reply = await api.v3("GET", "/v3/deposits/300000001", undefined, { [name]: undefined })
      expect([reply.status, reply.json]).toEqual([
        400,
        { code, type: "MISSING_REQUIRED_HEADER", description: `Missing required header: ${name}` },
      ])
    })

    it("needs an idempotency key and JSON to refund", async () => {
      paid()
      const keyless = await refund(REFUND, { "X-Idempotency-Key": undefined })
      expect(keyless.json).toMatchObject({ code: 101 })
      const form = await refund(REFUND, { "Content-Type": "text/plain" })
      expect([form.status, form.json]).toMatchObject([400, { type: "INVALID_HEADER" }])
      expect(setup.controls.refunds()).toEqual([])
    })

    it.each([
      [{ "X-Login": "other" }, 401, "INVALID_CREDENTIALS"],
      [{ "X-Date": "2026-01-15T10:20:30.000Z" }, 400, "INVALID_HEADER"],
      [{ "X-Date": "2026-01-15T10:20:31Z" }, 401, "INVALID_SIGNATURE"],
      [{ Authorization: "D24 0" }, 401, "INVALID_SIGNATURE"],
      [{ Authorization: `Bearer d24_sandbox_read_only` }, 401, "INVALID_SIGNATURE"],
    ])("refuses %p", async (headers, status, type) => {
      const reply = await api.v3("GET", "/v3/deposits/300000001", undefined, headers)
      expect([reply.status, reply.json]).toMatchObject([status, { type }])
    })

    it("takes lower-case signatures only", async () => {
      const reply = await api.v3("GET", "/v3/deposits/300000001")
      expect(reply.status).toBe(200)
      const signed = v3Authorization(setup.controls.apiSignature, {
        date: "2026-01-15T10:20:30Z",
        login: setup.controls.apiKey,
        body: "",
      })
      const upper = signed.replace(/[a-f0-9]+$/, (hex) => hex.toUpperCase())
      const refused = await api.v3("GET", "/v3/deposits/300000001", undefined, {
        Authorization: upper,
      })
      expect(refused.status).toBe(401)
    })
  })

  describe("deposits", () => {
    const deposit = async () => (await api.v3("GET", "/v3/deposits/300000001")).json

    it("tells a deposit", async () => {
      expect(await deposit()).toMatchObject({
        user_id: "12345678901",
        deposit_id: 300000001,
        invoice_id: "payses_1",
        country: "BR",
        currency: "BRL",
        local_amount: 100.5,
        usd_amount: 17.19,
        payment_method: "TE",
        payment_type: "BANK_TRANSFER",
        status: "CREATED",
        payer: { first_name: "Jane", last_name: "Roe" },
      })
    })

    it.each([
      ["7", "7", "PENDING"],
      ["8", "8", "CANCELLED"],
      ["9", "9", "COMPLETED"],
      ["CREATED", "7", "CREATED"],
      ["PENDING", "7", "PENDING"],
      ["FOR_REVIEW", "7", "FOR_REVIEW"],
      ["EARLY_RELEASED", "7", "EARLY_RELEASED"],
      ["COMPLETED", "9", "COMPLETED"],
      ["EXPIRED", "8", "EXPIRED"],
      ["CANCELLED", "8", "CANCELLED"],
      ["DECLINED", "8", "DECLINED"],
      ["ODD", "ODD", "ODD"],
    ])("set to %s has result %s and status %s", async (status, result, shown) => {
      setup.controls.setStatus("payses_1", status)
      expect(await deposit()).toMatchObject({ status: shown })
      expect((await api.status()).json).toMatchObject({ result })
    })

    it("tells what was paid", async () => {
      setup.controls.pay("payses_1", { overBy: "10.00" })
      expect(await deposit()).toMatchObject({ status: "COMPLETED", local_amount: 110.5 })
    })

    it.each([
      ["300000099", 404],
      ["payses_1", 400],
    ])("answers %s with %i", async (id, status) => {
      expect((await api.v3("GET", `/v3/deposits/${id}`)).status).toBe(status)
    })
  })

  describe("refunds", () => {
    it("takes a part, then what is left", async () => {
      paid()
      const { status, json } = await refund()
      expect([status, json]).toEqual([
        200,
        {
          refund_id: 14311001,
          refund_info: {
            type: "BANK_TRANSFER",
            result: "PENDING",
            reason: "Refund accepted",
            reason_code: "OK",
            payment_method: "TE",
            payment_method_name: "Test",
            amount: 50.25,
            currency: "BRL",
            created_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
          },
        },
      ])
      expect((await withKey("refund_2", { amount: undefined })).json).toMatchObject({
        refund_info: { amount: 50.25 },
      })
      expect((await api.v3("GET", "/v3/refunds/14311001")).json).toEqual({
        deposit_id: 300000001,
        merchant_invoice_id: "payses_1",
        status: "PENDING",
        amount: 50.25,
      })
      expect((await withKey("refund_3", { amount: 0.01 })).json).toMatchObject({
        type: "INVALID_REFUND_AMOUNT",
      })
      expect(setup.controls.payment("payses_1").refunded).toBe("100.50")
    })

    it("answers the same to the same key", async () => {
      paid()
      const first = await refund()
      setup.controls.setRefundStatus(14311001, "REJECTED")
      const again = await refund()
      expect([again.status, again.text]).toEqual([first.status, first.text])
      expect(setup.controls.refunds()).toHaveLength(1)
      const other = await refund({ ...REFUND, amount: 1 })
      expect([other.status, other.json]).toMatchObject([400, { type: "IDEMPOTENCY_KEY_REUSED" }])
    })

    it("lets a key that was refused try again", async () => {
      expect((await refund()).json).toMatchObject({ type: "DEPOSIT_NOT_COMPLETED" })
      paid()
      expect((await refund()).status).toBe(200)
    })

    it("needs a bank account unless paid by card", async () => {
      paid()
      expect((await refund({ ...REFUND, bank_account: undefined })).json).toMatchObject({
        code: 804,
        type: "BANK_ACCOUNT_REQUIRED",
      })
      await api.link({ x_invoice: "payses_2", x_bank: "VI" })
      setup.controls.pay("payses_2")
      const card = await refund({ deposit_id: 300000002, invoice_id: "payses_2" })
      expect([card.status, card.json]).toMatchObject([
        200,
        { refund_info: { type: "CREDIT_CARD", result: "SUCCESS", amount: 100.5 } },
      ])
    })

    it.each([
      [{ deposit_id: undefined }, 400, "MISSING_REQUIRED_PARAM"],
      [{ invoice_id: undefined }, 400, "MISSING_REQUIRED_PARAM"],
      [{ deposit_id: "300000001" }, 400, "INVALID_PARAM"],
      [{ deposit_id: 1.5 }, 400, "INVALID_PARAM"],
      [{ deposit_id: 300000009 }, 404, "DEPOSIT_NOT_FOUND"],
      [{ invoice_id: "payses_2" }, 404, "DEPOSIT_NOT_FOUND"],
      [{ invoice_id: 1 }, 400, "INVALID_PARAM"],
      [{ amount: "50.25" }, 400, "INVALID_PARAM"],
      [{ amount: 0 }, 400, "INVALID_PARAM"],
      [{ amount: -1 }, 400, "INVALID_PARAM"],
      [{ amount: 1.005 }, 400, "INVALID_PARAM"],
      [{ amount: null }, 400, "INVALID_PARAM"],
      [{ amount: 100.51 }, 400, "INVALID_REFUND_AMOUNT"],
      [{ comments: 1 }, 400, "INVALID_PARAM"],
      [{ comments: "x".repeat(201) }, 400, "INVALID_PARAM"],
      [{ notification_url: "http://shop.example/" }, 400, "INVALID_PARAM"],
      [{ country: "AR" }, 400, "INVALID_PARAM"],
      [{ currency: "BRL" }, 400, "INVALID_PARAM"],
      [{ bank_account: "1" }, 400, "INVALID_PARAM"],
      [{ bank_account: { ...BANK_ACCOUNT, iban: "1" } }, 400, "INVALID_PARAM"],
      [{ bank_account: { ...BANK_ACCOUNT, account_number: 1 } }, 400, "INVALID_PARAM"],
      [{ bank_account: { ...BANK_ACCOUNT, beneficiary: "" } }, 400, "MISSING_REQUIRED_PARAM"],
      [{ bank_account: { ...BANK_ACCOUNT, bank_code: undefined } }, 400, "MISSING_REQUIRED_PARAM"],
      [
        { bank_account: { ...BANK_ACCOUNT, account_number: undefined } },
        400,
        "MISSING_REQUIRED_PARAM",
      ],
      [
        { bank_account: { ...BANK_ACCOUNT, account_type: undefined } },
        400,
        "MISSING_REQUIRED_PARAM",
      ],
    ])("refuses %j", async (changes, status, type) => {
      paid()
      const reply = await refund({ ...REFUND, ...changes })
      expect([reply.status, reply.json]).toMatchObject([status, { type }])
      expect(setup.controls.refunds()).toEqual([])
    })

    it("refuses what is no object", async () => {
      paid()
      expect((await refund("[]")).status).toBe(400)
      expect((await refund("{")).status).toBe(400)
    })

    it.each([
      ["PENDING", "PENDING"],
      ["COMPLETED", "SUCCESS"],
      ["CANCELLED", "CANCELLED"],
      ["REJECTED", "REJECTED"],
    ] as const)("is %s by setting", async (refundStatus, result) => {
      setup.controls.changeSettings({ refundStatus })
      paid()
      expect((await refund()).json).toMatchObject({ refund_info: { result } })
      expect((await api.v3("GET", "/v3/refunds/14311001")).json).toMatchObject({
        status: refundStatus,
      })
    })

    it("gives back what a refused refund held", async () => {
      paid()
      await refund({ ...REFUND, amount: undefined })
      setup.controls.setRefundStatus(14311001, "REJECTED")
      expect((await withKey("refund_2", { amount: 100.5 })).status).toBe(200)
    })

    it("notifies with JSON, repeated until any 2xx", async () => {
      setup.sandbox.clock.setSpeed(0)
      setup.controls.setWebhookUrl(null)
      paid()
      const url = setup.webhookUrl.replace("/hook", "/refunds")
      await refund({ ...REFUND, notification_url: url })
      setup.receiver.statuses = [500, 204]
      setup.controls.setRefundStatus(14311001, "COMPLETED")
      await setup.sandbox.clock.advance(5 * 60_000)
      const [delivery] = setup.sandbox.webhooks.list({ event: "REFUND_COMPLETED" })
      expect(delivery).toMatchObject({ url, state: "delivered", attempts: [{}, {}] })
      expect(setup.receiver.received.map(({ body }) => body)).toEqual([
        '{"deposit_id":300000001}',
        '{"deposit_id":300000001}',
      ])
      setup.controls.changeSettings({ refundNotificationId: "refund_id" })
      setup.controls.setRefundStatus(14311001, "REJECTED")
      await setup.sandbox.webhooks.settled()
      expect(setup.receiver.received.at(-1)?.body).toBe('{"refund_id":14311001}')
    })

    it.each([
      ["14311099", 404],
      ["x", 400],
    ])("answers %s with %i", async (id, status) => {
      expect((await api.v3("GET", `/v3/refunds/${id}`)).status).toBe(status)
    })
  })

  describe("lists", () => {
    it.each([
      [
        "payment_methods?country=BR",
        { country: "BR", code: "IX", name: "PIX", type: "BANK_TRANSFER" },
      ],
      ["payment_methods?country=UY", { code: "RE", type: "VOUCHER" }],
      ["payment_methods?country=MX", { code: "SE", type: "BANK_DEPOSIT" }],
      ["payment_methods?country=JP", { code: "VI", type: "CREDIT_CARD" }],
      ["banks?country=BR", { code: "237", name: "Bradesco" }],
      ["banks?country=KE", { code: "001" }],
      ["states?country=BR", { code: "SP" }],
    ])("GET %s", async (path, member) => {
      expect((await api.list(path)).json).toContainEqual(expect.objectContaining(member))
    })

    it("tells rates", async () => {
      expect((await api.list("exchange_rates?country=BR&amount=10")).json).toEqual({
        fx_rate: 5.8464,
        currency: "BRL",
        converted_amount: 58.46,
      })
      expect((await api.list("exchange_rates?country=BR")).json).toMatchObject({
        converted_amount: 5.85,
      })
      expect((await api.list("exchange_rates?country=BR&amount=x")).status).toBe(400)
    })

    it("has no states elsewhere", async () => {
      expect((await api.list("states?country=UY")).json).toEqual([])
    })

    it.each([
      ["banks", 400, "MISSING_REQUIRED_PARAM"],
      ["banks?country=DE", 400, "INVALID_PARAM"],
    ])("refuses %s", async (path, status, type) => {
      const reply = await api.list(path)
      expect([reply.status, reply.json]).toMatchObject([status, { type }])
    })

    it("takes the read-only key alone", async () => {
      expect((await api.list("banks?country=BR", "other")).json).toMatchObject({ code: 100 })
      expect((await api.v3("GET", "/v3/banks?country=BR")).status).toBe(401)
      expect((await api.send("GET", "/v3/banks?country=BR", {})).json).toMatchObject({ code: 101 })
    })
  })
})
