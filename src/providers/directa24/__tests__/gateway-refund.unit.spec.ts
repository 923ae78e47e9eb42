import type { FaultEffect } from "../../../../sandbox/src"
import type { Attempt } from "../../../core/attempt"
import { checkAnswers } from "../../../core/collect-fields"
import type { Gateway, RefundRequest } from "../../../core/contract"
import { GatewayServer, json } from "../../../core/__tests__/support/gateway-server"
import { Secret } from "../../../core/secret"
import { signedHeaders } from "../signatures"
import { GatewayBench } from "./support/gateway-bench"
import { CPF } from "./support/payer"

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

const REFUND = "POST /v3/refunds"
const LOOK_UP = "GET /v3/refunds/*"

const ACCOUNT = {
  beneficiary: "Jane Doe",
  bank_code: "001",
  branch: "1234",
  account_number: "98765-4",
  account_type: "SAVING",
}

const withBank = (bank: string) => ({ answers: { document: CPF, bank } })

function refund(attempt: Attempt, changes: Partial<RefundRequest> = {}) {
  const request: RefundRequest = {
    attempt,
    amount: attempt.due,
    idempotencyKey: "refund_key_1",
    fields: gateway.refundFields?.(attempt).length === 0 ? {} : ACCOUNT,
    ...changes,
  }
  return gateway.refund!(request)
}

/** The attempt after the ledger has booked a refund. */
function booked(attempt: Attempt, result: Awaited<ReturnType<typeof refund>>): Attempt {
  const gatewayData = { ...attempt.gatewayData, ...result.gatewayData }
  return { ...attempt, refunded: result.refunded, gatewayData }
}

describe("what staff is asked", () => {
  it.each([
    ["TE", 5],
    ["BD", 5],
    ["CS", 5],
    ["VI", 0],
  ])("for %s are %s fields", async (bank, count) => {
    const attempt = await bench.openPaid(gateway, "100.50 BRL", withBank(bank))
    expect(gateway.refundFields?.(attempt)).toHaveLength(count)
  })

  it("is the payer's bank account; only the branch may be left out", async () => {
    const fields = gateway.refundFields?.(await bench.openPaid(gateway)) ?? []
    expect(fields.map(({ name }) => name)).toEqual(Object.keys(ACCOUNT))
    expect(checkAnswers(fields, ACCOUNT).problems).toEqual([])
    const { problems } = checkAnswers(fields, {})
    expect(problems).toHaveLength(4)
    expect(problems.join()).not.toContain("branch")
  })

  it.each([
    ["bank_code", "00 1"],
    ["account_number", "<1>"],
    ["account_type", "?"],
    ["beneficiary", "J"],
  ])("is checked: %s may not be %j", async (name, value) => {
    const fields = gateway.refundFields?.(await bench.openPaid(gateway)) ?? []
    expect(checkAnswers(fields, { ...ACCOUNT, [name]: value }).problems).toHaveLength(1)
  })

  it("has patterns for browsers", async () => {
    for (const { pattern } of gateway.refundFields?.(await bench.openPaid(gateway)) ?? []) {
      expect(() => new RegExp(`^(?:${pattern ?? ""})$`, "v")).not.toThrow()
    }
  })
})

describe("a refund", () => {
  it("goes to a bank account", async () => {
    const attempt = await bench.openPaid(gateway)
    const result = await refund(attempt, { note: "sent back" })
    const [made] = bench.account.refunds()
    expect(bench.body(REFUND)).toEqual({
      deposit_id: Number(attempt.gatewayData.deposit_id),
      invoice_id: attempt.reference,
      amount: 100.5,
      bank_account: ACCOUNT,
      comments: "sent back",
      country: "BR",
    })
    expect(result).toMatchObject({
      reference: String(made.id),
      gatewayData: {
        refunds: [
          { id: String(made.id), amount: "100.50", status: "PENDING", key: "refund_key_1" },
        ],
      },
    })
    expect(result.refunded.toString()).toBe("100.50 BRL")
    bench.expectClean(result)
  })

  it("without a branch goes there, too", async () => {
    const { branch: _, ...fields } = ACCOUNT
    await refund(await bench.openPaid(gateway), { fields })
    expect(bench.account.refunds()).toHaveLength(1)
  })

  it("of a card goes back to the card", async () => {
    const attempt = await bench.openPaid(gateway, "100.50 BRL", withBank("VI"))
    const result = await refund(attempt)
    expect(bench.body(REFUND)).not.toHaveProperty("bank_account")
    expect(result.gatewayData).toMatchObject({ refunds: [{ status: "SUCCESS" }] })
  })

  it("in parts adds up, and keeps every id", async () => {
    const attempt = await bench.openPaid(gateway)
    const first = booked(attempt, await refund(attempt, { amount: bench.money("50.25 BRL") }))
    const second = await refund(first, {
      amount: bench.money("0.25 BRL"),
      idempotencyKey: "refund_key_2",
    })
    expect(second.refunded.toDecimal()).toBe("50.50")
    const ids = bench.account.refunds().map(({ id, amount }) => ({ id: String(id), amount }))
    expect(ids.map(({ amount }) => amount)).toEqual(["50.25", "0.25"])
    expect(second.gatewayData).toMatchObject({ refunds: ids.map(({ id }) => ({ id })) })
  })

  it("asked for twice with one key is made once", async () => {
    const attempt = await bench.openPaid(gateway)
    const first = await refund(attempt)
    const again = await refund(booked(attempt, first))
    expect(again.reference).toBe(first.reference)
    expect(bench.account.refunds()).toHaveLength(1)
    expect(again.gatewayData?.refunds).toHaveLength(1)
  })

  it.each([
    ["500", { kind: "status", status: 500, when: "after", retryAfterSeconds: 0 }],
    ["a reset connection", { kind: "reset", when: "after" }],
  ] as readonly [string, FaultEffect][])(
    "whose answer was lost (%s) is answered again, not made again",
    async (_, effect) => {
      const attempt = await bench.openPaid(gateway)
      bench.break(REFUND, effect, { times: 1 })
      const result = await refund(attempt)
      expect(bench.account.refunds().map(({ id }) => String(id))).toEqual([result.reference])
    }
  )

  it("whose answer stays lost is left undecided", async () => {
    const attempt = await bench.openPaid(gateway)
    bench.break(REFUND, { kind: "html", status: 200 }, { times: 1 })
    const error = await bench.errorOf(refund(attempt))
    expect(["unclear", "unavailable", "unexpected_reply"]).toContain(error.reason)
    await refund(attempt)
    expect(bench.account.refunds()).toHaveLength(1)
  })

  it.each(["CANCELLED", "REJECTED"])("that is %s at once is refused", async (refundStatus) => {
    bench.account.changeSettings({ refundStatus } as never)
    const error = await bench.errorOf(refund(await bench.openPaid(gateway)))
    expect(error).toMatchObject({ reason: "rejected", retry: false })
    expect(error.detail).toContain(refundStatus)
  })

  it.each(["PENDING", "COMPLETED"])("that is %s is made", async (refundStatus) => {
    bench.account.changeSettings({ refundStatus } as never)
    const result = await refund(await bench.openPaid(gateway))
    expect(result.refunded.toDecimal()).toBe("100.50")
    expect(bench.logged("error")).toEqual([])
  })

  it("with a status that nobody knows is made, and reported", async () => {
    bench.break(REFUND, { kind: "replace", members: { result: "HELD" } })
    const result = await refund(await bench.openPaid(gateway))
    expect(result.gatewayData).toMatchObject({ refunds: [{ status: "HELD" }] })
    expect(bench.logged("error").join()).toContain("unknown status: HELD")
  })

  it("of more than there is is refused in Directa24's words", async () => {
    const attempt = await bench.openPaid(gateway)
    const error = await bench.errorOf(refund(attempt, { amount: bench.money("100.51 BRL") }))
    expect(error).toMatchObject({ reason: "rejected", detail: expect.stringMatching(/.{5,}/) })
    expect(bench.account.refunds()).toEqual([])
  })

  it("without the account that Directa24 needs is refused, and shows none of it", async () => {
    const attempt = await bench.openPaid(gateway)
    const error = await bench.errorOf(refund(attempt, { fields: {} }))
    expect(error.reason).toBe("rejected")
    const description = "Invalid account 98765-4 of Jane Doe"
    const body = { code: 303, description, type: "INVALID" }
    bench.break(REFUND, { kind: "status", status: 400, when: "before", body })
    const refused = await bench.errorOf(refund(attempt))
    expect(refused.detail).toBe("Invalid account [secret] of [secret]")
    expect(bench.log.map(({ text }) => text).join()).not.toMatch(/98765-4|Jane/)
  })

  it("with another signature is a matter of configuration", async () => {
    const attempt = await bench.openPaid(gateway)
    gateway = bench.gateway({ apiSignature: "wrong_signature_1" })
    expect((await bench.errorOf(refund(attempt))).reason).toBe("configuration")
  })

  it.each(["100", "101", "102"])("refused with code %s is, too", async (code) => {
    const attempt = await bench.openPaid(gateway)
    bench.break(REFUND, { kind: "status", status: 400, when: "before", body: { code } })
    expect((await bench.errorOf(refund(attempt))).reason).toBe("configuration")
  })

  it.each([undefined, "-1", "abc", "99999999999999999999"])(
    "without a deposit (%s) cannot be made here",
    async (id) => {
      const paid = await bench.openPaid(gateway)
      const attempt = { ...paid, gatewayData: { ...paid.gatewayData, deposit_id: id } }
      expect(await bench.errorOf(refund(attempt))).toMatchObject({ reason: "not_allowed" })
      expect(bench.count(REFUND)).toBe(0)
    }
  )
})

describe("what is sent", () => {
  it("is signed over the very bytes, with the idempotency key beside", async () => {
    const server = new GatewayServer()
    await server.start()
    try {
      const attempt = await bench.openPaid(gateway)
      gateway = bench.gateway({ baseUrl: server.url })
      server.answerWith(json(200, { refund_id: 7, refund_info: { result: "SUCCESS" } }))
      await refund(attempt, { note: "Devolução nº 1" })
      const [{ headers, body }] = server.requests
      const login = new Secret(bench.account.apiKey)
      const signature = new Secret(bench.account.apiSignature)
      const now = new Date(String(headers["x-date"]))
      expect(headers).toMatchObject({
        ...signedHeaders(body, { login, signature, now }),
        "x-idempotency-key": "refund_key_1",
        "content-type": "application/json",
      })
      expect(headers["x-date"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    } finally {
      await server.stop()
    }
  })
})

describe("what becomes of a refund", () => {
  it.each([
    ["COMPLETED", 0],
    ["REJECTED", 1],
    ["CANCELLED", 1],
  ])("%s is found with the next reading, and looked up no more", async (status, errors) => {
    const attempt = await bench.openPaid(gateway)
    const refunded = booked(attempt, await refund(attempt))
    const [{ id }] = bench.account.refunds()
    bench.account.setRefundStatus(id, status, { event: false })
    const read = await bench.reread(gateway, refunded)
    expect(read.gatewayData).toMatchObject({
      refunds: [{ id: String(id), status: "PENDING" }],
      refund_statuses: { [id]: status },
    })
    expect(read.refunded.toDecimal()).toBe("100.50")
    expect(bench.logged("error")).toHaveLength(errors)
    await bench.reread(gateway, read)
    expect(bench.count(LOOK_UP)).toBe(1)
    expect(bench.logged("error")).toHaveLength(errors)
  })

  it("is not asked while nothing is open", async () => {
    const attempt = await bench.openPaid(gateway)
    await bench.reread(gateway, attempt)
    expect(bench.count(LOOK_UP)).toBe(0)
  })

  it("does not keep the payment from being read", async () => {
    const attempt = await bench.openPaid(gateway)
    const refunded = booked(attempt, await refund(attempt))
    bench.break(LOOK_UP, { kind: "html", status: 200 })
    expect(await bench.read(gateway, refunded)).toMatchObject({ status: "paid" })
    expect(bench.logged("warn").join()).toContain("cannot be read")
  })

  it.each([
    null,
    "none",
    [{ id: "../deposits" }],
    [{ id: "../x", amount: "1", status: "PENDING" }],
  ])("ignores what cannot be a refund: %j", async (refunds) => {
    const paid = await bench.openPaid(gateway)
    const attempt = { ...paid, gatewayData: { ...paid.gatewayData, refunds } }
    expect((await bench.read(gateway, attempt)).status).toBe("paid")
    expect(bench.count(LOOK_UP)).toBe(0)
  })
})
