import fc from "fast-check"
import { attemptOf } from "../../../core/__tests__/support/attempts"
import { GatewayServer, json, text } from "../../../core/__tests__/support/gateway-server"
import { GatewayError } from "../../../core/errors"
import { settle } from "../../../core/settle"
import { corefy } from "../gateway"
import { mismatchOf, stateOf } from "../invoice-state"
import { paymentPageOf } from "../payment-page"
import { invoiceSchema } from "../schemas"
import { INVOICE_STATUSES } from "../statuses"
import { attributesOf, INVOICE, REFERENCE, replyOf } from "./support/invoices"
import { money } from "./support/money"

const DUE = money("10.50 USD")
const names = { gateway: "corefy", providerId: "pp_corefy_corefy" }
const required = {
  commerceAccountId: "coma_1",
  apiKey: "api_key_canary_fuzz",
  callbackSecret: "sk_live_canary_fuzz",
  service: "payment_card_usd_hpp",
}

const anyAmount = fc.oneof(
  fc.constantFrom<unknown>(0, 10.49, 10.5, 10.499999999999998, 11, 21, -10.5, null, "10.50", "x"),
  fc.double(),
  fc.jsonValue()
)

/** Usually one of these: what is strange in every member is refused as a whole. */
function mostly<Value>(rest: fc.Arbitrary<Value>, ...values: Value[]): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...values) }, rest)
}

const anyAttributes = fc
  .record(
    {
      status: fc.oneof(
        fc.constantFrom(...Object.keys(INVOICE_STATUSES)),
        fc.constantFrom("processed", "partially_processed"),
        fc.string()
      ),
      amount: mostly<unknown>(anyAmount, 10.5),
      payment_amount: mostly<unknown>(anyAmount, 10.5, null, 11),
      processed_amount: mostly<unknown>(anyAmount, 10.5, 11, 10.49),
      refunded_amount: mostly<unknown>(anyAmount, null, 0, 1),
      charged_back_amount: mostly<unknown>(anyAmount, null, 0, 1),
      reserved_amount: mostly<unknown>(anyAmount, null, 10.5),
      currency: mostly(fc.string(), "USD"),
      reference_id: mostly(fc.string(), REFERENCE),
      test_mode: mostly(fc.boolean(), false),
      payment_flow: mostly<unknown>(fc.constantFrom("verify", 5, "auth"), "charge", null),
      flow_data: fc.jsonValue(),
      hpp_url: fc.oneof(fc.webUrl(), fc.jsonValue()),
      expires: fc.oneof(fc.integer(), fc.double(), fc.jsonValue()),
    },
    { requiredKeys: [] }
  )
  .map((changes) => attributesOf(changes))

describe("whatever an invoice says", () => {
  it("it is captured only with proof of all the money", () => {
    let captured = 0
    fc.assert(
      fc.property(anyAttributes, fc.boolean(), (attributes, acceptPartial) => {
        const read = invoiceSchema.safeParse({ id: INVOICE, attributes })
        fc.pre(read.success)
        const invoice = read.data
        const state = stateOf(invoice, DUE, { acceptPartial })
        const mismatch = mismatchOf(invoice, {
          amount: DUE,
          testMode: false,
          isOwnReference: (reference) => reference === REFERENCE,
        })
        const attempt = attemptOf(DUE, names)
        const observation = { ...state, observedAt: new Date(), ...(mismatch && { mismatch }) }
        const { fields } = settle(attempt, observation)
        if (fields.status !== "captured") {
          return
        }
        captured++
        const takesMoney = /^(processed|refund|partially_|charged_back)/.test(invoice.status)
        expect(takesMoney).toBe(true)
        expect(invoice.status === "partially_processed").toBe(
          acceptPartial && invoice.status === "partially_processed"
        )
        expect(Number(invoice.processed_amount)).toBeGreaterThan(10.4999999)
        expect(Number(invoice.amount)).toBeCloseTo(10.5, 8)
        expect(invoice).toMatchObject({
          currency: "USD",
          reference_id: REFERENCE,
          test_mode: false,
        })
        expect(invoice.payment_flow).not.toBe("verify")
        expect(fields.received.compare(DUE)).toBeGreaterThanOrEqual(0)
        const standing = fields.received.subtract(fields.refunded).subtract(fields.chargedBack)
        expect(standing.compare(DUE)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 3000 }
    )
    expect(captured).toBeGreaterThan(50)
  })

  it("the payer is sent to Corefy's pages only", () => {
    const options = corefy.checkOptions(required, { name: "corefy" })
    fc.assert(
      fc.property(anyAttributes, (attributes) => {
        const read = invoiceSchema.safeParse({ id: INVOICE, attributes })
        fc.pre(read.success)
        const url = new URL(paymentPageOf(read.data, options).url)
        expect(url.protocol).toBe("https:")
        expect(url.hostname).toMatch(/(^|\.)(paycore\.io|corefy\.com|destream\.net)$/)
      })
    )
  })
})

describe("whatever Corefy answers", () => {
  const server = new GatewayServer()

  beforeAll(() => server.start())
  afterAll(() => server.stop())

  const gateway = () =>
    corefy.build(corefy.checkOptions({ ...required, baseUrl: server.url }, { name: "corefy" }), {})
  const attempt = () => attemptOf(DUE, names, { reference: INVOICE, received: DUE })

  const anyReply = fc.oneof(
    fc.jsonValue(),
    fc.record({ data: fc.jsonValue() }),
    anyAttributes.map((attributes) => replyOf(attributes)),
    fc.jsonValue().map((attributes) => ({ data: { id: INVOICE, attributes } })),
    fc.jsonValue().map((attributes) => ({ data: { id: "ref_1", attributes } }))
  )

  /** Clear outcomes only: a result, or an error of ours without a secret. */
  async function outcomeOf<Result>(call: Promise<Result>): Promise<Result | GatewayError> {
    const outcome = await call.catch((error: unknown) => {
      if (GatewayError.is(error)) {
        return error
      }
      throw error
    })
    if (GatewayError.is(outcome)) {
      expect(`${outcome.message}${outcome.toLogLine()}`).not.toContain("canary")
    }
    return outcome
  }

  it.each([200, 201, 422])("with %s, nothing breaks", async (status) => {
    await fc.assert(
      fc.asyncProperty(anyReply, async (body) => {
        server.answerWith(json(status, body))
        await outcomeOf(gateway().read(attempt(), new Date()))
        await outcomeOf(gateway().read({ ...attempt(), reference: null }, new Date()))
        await outcomeOf(
          gateway().create({
            attemptId: "pgatt_1",
            sessionId: REFERENCE,
            sequence: 1,
            amount: DUE,
            payer: async () => ({ answers: {} }),
            now: new Date(),
          })
        )
        const refund = gateway().refund?.({
          attempt: attempt(),
          amount: DUE,
          idempotencyKey: "refund_1",
          fields: {},
        })
        await outcomeOf(refund ?? Promise.reject(new Error("it cannot refund")))
      }),
      { numRuns: 60 }
    )
  })

  it("with any text, nothing breaks", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (body) => {
        server.answerWith(text(200, body))
        const outcome = await outcomeOf(gateway().read(attempt(), new Date()))
        expect(GatewayError.is(outcome)).toBe(true)
      }),
      { numRuns: 40 }
    )
  })
})
