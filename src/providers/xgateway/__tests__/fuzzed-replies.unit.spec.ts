import fc from "fast-check"
import { settledAttempt } from "../../../core/__tests__/support/attempts"
import type { Attempt } from "../../../core/attempt"
import { GatewayError } from "../../../core/errors"
import {
  channelAttempt,
  evidence,
  INVOICE_ID,
  invoiceAttempt,
  invoiceReply,
  listed,
  ScriptedApi,
  transactionReply,
  TX,
} from "./support/api"
import { depositBody, readCallback } from "./support/callbacks"

let api: ScriptedApi

beforeAll(async () => {
  api = await ScriptedApi.start()
})

afterAll(() => api.stop())

const POLICY = { underpaymentTolerancePercent: "0.5", leastToleranceMinorUnits: 1n }

const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom("", "confirmed", "deposit", "USD", "250", "-1", "1e400", "NaN", 0, -1, null)
)

/** A good reply of which any members are replaced or gone. */
function spoiled(good: Record<string, unknown>) {
  const keys = Object.keys(good)
  return fc
    .tuple(
      fc.uniqueArray(fc.constantFrom(...keys), { minLength: 1 }),
      fc.array(anything, { minLength: keys.length, maxLength: keys.length }),
      fc.boolean()
    )
    .map(([names, values, isGone]) => {
      const changes = names.map((name, at): [string, unknown] => [
        name,
        isGone ? undefined : values[at],
      ])
      return { names, reply: { ...good, ...Object.fromEntries(changes) } }
    })
}

/** What the payment has become; `undefined` when the reading failed in an orderly way. */
async function outcome(attempt: Attempt): Promise<Attempt | undefined> {
  try {
    const observation = await api.gateway({ timeoutMs: 2000 }).read(attempt, new Date())
    return settledAttempt(attempt, observation, POLICY)
  } catch (error) {
    if (GatewayError.is(error)) {
      return undefined
    }
    throw error
  }
}

const RUNS = { numRuns: 150 }

describe("replies of any shape", () => {
  it("about a deposit make no payment paid whose deposit is not confirmed, ours and enough", async () => {
    await fc.assert(
      fc.asyncProperty(spoiled(transactionReply(TX(1))), async ({ reply }) => {
        api.reset()
        api.on(`GET /transaction/${TX(1)}`, reply)
        const attempt = await outcome(channelAttempt({ evidence: evidence(TX(1)) }))
        if (attempt?.status === "captured") {
          expect(reply).toMatchObject({
            id: TX(1),
            type: "deposit",
            status: "confirmed",
            customerId: attempt.sessionId,
          })
          expect(attempt.received.minor).toBeGreaterThanOrEqual(24_875n)
        }
      }),
      RUNS
    )
  })

  it("about an invoice make none paid that is not the one asked for", async () => {
    const good = invoiceReply({ status: "completed", transactions: [listed(TX(1))] })
    await fc.assert(
      fc.asyncProperty(spoiled(good), async ({ reply }) => {
        api.reset()
        api.transaction(TX(1))
        api.on(`GET /invoices/${INVOICE_ID}`, reply)
        const attempt = await outcome(invoiceAttempt())
        if (attempt?.status === "captured") {
          expect(reply).toMatchObject({ id: INVOICE_ID, baseCurrency: "USD" })
          expect(["250", "250.00"]).toContain(String(reply.amount))
        }
      }),
      RUNS
    )
  })

  it("are never taken for money without any deposit", async () => {
    await fc.assert(
      fc.asyncProperty(anything, anything, async (invoice, transaction) => {
        api.reset()
        api.on(`GET /invoices/${INVOICE_ID}`, invoice)
        api.on(`GET /transaction/${TX(1)}`, transaction)
        for (const made of [invoiceAttempt, channelAttempt]) {
          const attempt = await outcome(made({ evidence: evidence(TX(1)) }))
          expect(attempt?.status ?? "failed to read").not.toBe("captured")
        }
      }),
      { numRuns: 60 }
    )
  })
})

describe("callbacks of any shape", () => {
  it("are a hint or an orderly refusal", () => {
    fc.assert(
      fc.property(spoiled(depositBody()), ({ reply, names }) => {
        try {
          readCallback(reply)
        } catch (error) {
          expect(GatewayError.is(error)).toBe(true)
          return
        }
        // What the hash covers was not touched, or another hash of the same customer fits.
        expect(names.filter((name) => name === "hash" || name === "customerId")).toEqual(
          names.filter((name) => ["hash", "customerId"].includes(name) && isSame(reply, name))
        )
      }),
      { numRuns: 500 }
    )
  })

  it("that are no JSON are refused", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => readCallback(text)).toThrow(GatewayError)
      })
    )
  })
})

function isSame(reply: Record<string, unknown>, name: string): boolean {
  return reply[name] === depositBody()[name]
}
