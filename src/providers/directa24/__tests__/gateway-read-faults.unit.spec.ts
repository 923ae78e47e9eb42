import fc from "fast-check"
import type { FaultEffect } from "../../../../sandbox/src"
import type { Attempt } from "../../../core/attempt"
import type { Gateway } from "../../../core/contract"
import { GatewayError } from "../../../core/errors"
import { GatewayServer, json, text } from "../../../core/__tests__/support/gateway-server"
import { settledAttempt } from "../../../core/__tests__/support/attempts"
import { readDirecta24Deposit } from "../read-deposit"
import { PRODUCTION_URL, STAGING_URL } from "../options"
import type { DepositStatus } from "../schemas"
import { GatewayBench } from "./support/gateway-bench"

let bench: GatewayBench
let gateway: Gateway
let attempt: Attempt

beforeAll(async () => {
  bench = await GatewayBench.start()
})

afterAll(() => bench.stop())

beforeEach(async () => {
  bench.reset()
  gateway = bench.gateway()
  attempt = await bench.open(gateway)
  bench.account.pay(attempt.reference ?? "")
  bench.sandbox.requests.clear()
})

const STATUS = "POST /apd/webpaystatus"

const passing: readonly [string, FaultEffect][] = [
  ["429", { kind: "status", status: 429, when: "before", retryAfterSeconds: 0 }],
  ["500", { kind: "status", status: 500, when: "before", retryAfterSeconds: 0 }],
  ["502 in HTML", { kind: "html", status: 502 }],
  ["a reset connection", { kind: "reset", when: "before" }],
]

const lasting: readonly [string, FaultEffect][] = [
  ["a page of HTML with status 200", { kind: "html", status: 200 }],
  ["half an answer", { kind: "truncated" }],
  ["nothing in the answer", { kind: "empty" }],
  ["far too much", { kind: "huge" }],
]

describe("reading a payment", () => {
  it.each(passing)("goes on after %s", async (_, effect) => {
    bench.break(STATUS, effect, { times: 1 })
    expect(await bench.read(gateway, attempt)).toMatchObject({ status: "paid" })
    expect(bench.count(STATUS)).toBe(2)
  })

  it.each(lasting)("is an error after %s", async (_, effect) => {
    bench.break(STATUS, effect)
    const error = await bench.errorOf(bench.read(gateway, attempt))
    expect(error).toMatchObject({ reason: "unexpected_reply", retry: true })
  })

  it("is an error after a time-out", async () => {
    bench.break(STATUS, { kind: "timeout", when: "before" })
    const error = await bench.errorOf(bench.read(bench.gateway({ timeoutMs: 200 }), attempt))
    expect(error).toMatchObject({ reason: "unavailable", retry: true })
  })

  it("is read past new members", async () => {
    bench.break(STATUS, { kind: "extra_fields" })
    expect((await bench.read(gateway, attempt)).status).toBe("paid")
  })

  it("of another sum is told as it is", async () => {
    bench.break(STATUS, { kind: "wrong_amount", by: -1 })
    const short = await bench.reread(gateway, attempt)
    expect(short).toMatchObject({ status: "pending", exception: "underpaid" })
  })

  it("with another currency is a mismatch", async () => {
    bench.break(STATUS, { kind: "wrong_currency" })
    expect(await bench.read(gateway, attempt)).toMatchObject({ mismatch: "currency" })
  })

  it.each([{}, { result: "" }, { result: null }])(
    "with a refusal beside %j is an error",
    async (said) => {
      const body = { ...said, status: "1", desc: "Invalid credentials", error_code: "401" }
      bench.break(STATUS, { kind: "status", status: 200, when: "before", body })
      expect((await bench.errorOf(bench.read(gateway, attempt))).reason).toBe("configuration")
    }
  )

  it("at a wrong address says so to the merchant", async () => {
    bench.break(STATUS, { kind: "status", status: 404, when: "before", body: {} })
    const error = await bench.errorOf(bench.read(gateway, attempt))
    expect(error.reason).toBe("configuration")
    expect(error.detail).toContain("baseUrl")
  })
})

describe("test payments", () => {
  const paid = (PT: string): DepositStatus => ({
    result: "9",
    x_invoice: attempt.reference,
    x_amount: "100.50",
    x_currency: "BRL",
    PT,
  })
  const read = (PT: string, options: { baseUrl: string; sandbox: boolean }) =>
    readDirecta24Deposit(
      {
        client: { readStatus: async () => paid(PT) } as never,
        options: { ...bench.check(), ...options },
        services: {},
      },
      attempt,
      new Date()
    )

  it.each([
    PRODUCTION_URL,
    STAGING_URL,
    "https://api.pay.example",
    "http://localhost:9090/directa24",
  ])("are not believed while `sandbox` is off, with %s", async (baseUrl) => {
    const live = { baseUrl, sandbox: false }
    expect(await read("1", live)).toMatchObject({ mismatch: "test_mode" })
    expect(await read("true", live)).toMatchObject({ mismatch: "test_mode" })
    expect(await read("0", live)).not.toHaveProperty("mismatch")
    expect(await read("", live)).not.toHaveProperty("mismatch")
  })

  it.each([PRODUCTION_URL, STAGING_URL, "http://localhost:9090/directa24"])(
    "are believed with `sandbox: true`, with %s",
    async (baseUrl) => {
      expect(await read("1", { baseUrl, sandbox: true })).not.toHaveProperty("mismatch")
    }
  )

  it("are told by Directa24's test environment", async () => {
    bench.account.changeSettings({ testMode: true })
    expect(await bench.reread(gateway, attempt)).toMatchObject({
      status: "requires_more",
      mismatch: "test_mode",
      exception: "mismatched",
    })
    const testing = bench.gateway({ sandbox: true })
    expect(await bench.reread(testing, attempt)).toMatchObject({
      status: "captured",
      mismatch: null,
    })
  })
})

describe("whatever is answered", () => {
  const server = new GatewayServer()
  let fuzzed: Gateway

  beforeAll(async () => {
    await server.start()
    fuzzed = bench.gateway({ baseUrl: server.url })
  })

  afterAll(() => server.stop())

  /** Either an error of ours, or a reading; paid only where all of it fits. */
  async function outcomeOf(): Promise<Attempt["status"] | "error"> {
    try {
      return settledAttempt(attempt, await fuzzed.read(attempt, new Date())).status
    } catch (error) {
      if (GatewayError.is(error)) {
        return "error"
      }
      throw error
    }
  }

  it("as JSON never crashes, and is never taken for paid", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (body) => {
        server.answerWith(text(200, body))
        expect(await outcomeOf()).not.toBe("captured")
      }),
      { numRuns: 150 }
    )
  })

  it("in the documented members is paid only where invoice, amount and currency fit", async () => {
    const reference = attempt.reference ?? ""
    const odd = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.boolean())
    const reply = fc.record(
      {
        result: fc.oneof({ weight: 4, arbitrary: fc.constantFrom("6", "7", "8", "9", 9) }, odd),
        x_invoice: fc.oneof({ weight: 4, arbitrary: fc.constant(reference) }, odd),
        x_amount: fc.oneof(fc.constantFrom("100.50", "100.5", 100.5, "100.49", "1e2"), odd),
        x_currency: fc.oneof({ weight: 4, arbitrary: fc.constantFrom("BRL", "brl", "USD") }, odd),
        x_document: odd,
        x_payment_type: odd,
        PT: odd,
        Sign: odd,
        desc: odd,
      },
      { requiredKeys: ["result"] }
    )
    await fc.assert(
      fc.asyncProperty(reply, async (body) => {
        server.answerWith(json(200, body))
        const amount = String(body.x_amount).trim()
        const fits =
          String(body.result).trim() === "9" &&
          String(body.x_invoice).trim() === reference &&
          /^\+?0*(100\.50*|\d{3,}(\.\d+)?)$/.test(amount) &&
          String(body.x_currency).trim().toUpperCase() === "BRL"
        const outcome = await outcomeOf()
        expect(outcome !== "captured" || fits).toBe(true)
      }),
      { numRuns: 300 }
    )
  })

  it("is paid where all of it fits, so that the above is no empty word", async () => {
    server.answerWith(
      json(200, { result: 9, x_invoice: attempt.reference, x_amount: 100.5, x_currency: "brl" })
    )
    expect(await outcomeOf()).toBe("captured")
  })

  it("with any status never crashes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(400, 401, 402, 404, 409, 422),
        fc.json(),
        async (status, body) => {
          server.answerWith(text(status, body))
          expect(await outcomeOf()).toBe("error")
        }
      ),
      { numRuns: 80 }
    )
  })

  it("to a creation never crashes, and gives a page or an error", async () => {
    const member = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.webUrl())
    const reply = fc.record({
      status: fc.oneof(fc.constant("0"), member),
      link: member,
      desc: member,
    })
    await fc.assert(
      fc.asyncProperty(fc.oneof(reply, fc.jsonValue()), async (body) => {
        server.answerWith(json(200, body), json(200, { result: "6" }), json(200, body))
        const call = fuzzed.create(bench.request(bench.money("1.00 BRL")))
        const outcome: unknown = await call.catch((error: unknown) => error)
        if (!GatewayError.is(outcome)) {
          const made = outcome as Awaited<typeof call>
          expect(made.nextAction.type === "redirect" && made.nextAction.url).toMatch(/^https:/)
        }
      }),
      { numRuns: 150 }
    )
  })
})
