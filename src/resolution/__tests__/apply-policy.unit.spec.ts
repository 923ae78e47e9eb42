import type { MedusaContainer } from "@medusajs/framework/types"
import { NOON, SAR } from "../../core/__tests__/support/arbitraries"
import { openAttempt } from "../../core/__tests__/support/attempts"
import type { Attempt } from "../../core/attempt"
import { GatewayError } from "../../core/errors"
import { Money } from "../../core/money"
import { resolveGateway, resolveLedgerModule } from "../../settlement/resolve-gateway"
import { applyPolicy } from "../apply-policy"
import { resolveException } from "../resolve-exception"

jest.mock("../resolve-exception", () => ({ resolveException: jest.fn() }))
jest.mock("../../settlement/resolve-gateway", () => ({
  resolveGateway: jest.fn(),
  resolveLedgerModule: jest.fn(),
}))

const container = {} as unknown as MedusaContainer
const riyals = (amount: string) => Money.parse(amount, SAR)

const failures: unknown[] = []
const addNote = jest.fn(async (_: string, note: unknown) => {
  failures.push(note)
  return openAttempt()
})

interface Shop {
  readonly underpaid?: "hold" | "ask" | "accept"
  readonly overpaid?: "hold" | "accept" | "refund"
  readonly duplicate?: "hold" | "refund"
  readonly canRefund?: boolean
  readonly asksForFields?: boolean
}

const shop = ({ canRefund = true, asksForFields = false, ...options }: Shop) => {
  const refundFields = asksForFields ? () => [{ name: "x", label: "X", required: true }] : undefined
  const gateway = { capabilities: { refund: canRefund }, refundFields }
  jest.mocked(resolveGateway).mockReturnValue({
    options: { underpaid: "ask", overpaid: "hold", duplicate: "hold", ...options },
    gateway,
  } as unknown as ReturnType<typeof resolveGateway>)
}

const held = (fields: Partial<Attempt>) => openAttempt({ received: riyals("7.00"), ...fields })

/** What is decided by itself, if anything. */
const decided = async (attempt: Attempt) => {
  const decide = await applyPolicy(container, attempt)
  await decide?.(attempt)
  const [call] = jest.mocked(resolveException).mock.calls
  return call?.[2].action
}

beforeEach(() => {
  jest.clearAllMocks()
  failures.length = 0
  jest.mocked(resolveException).mockImplementation(async () => openAttempt())
  jest.mocked(resolveLedgerModule).mockReturnValue({
    attempts: { addNote },
    listPaymentGatewayTimelineEntries: async () => failures,
  } as unknown as ReturnType<typeof resolveLedgerModule>)
})

const MINUTE_AGO = new Date(NOON.getTime() - 60_000)
const IN_A_MINUTE = new Date(NOON.getTime() + 60_000)

describe("too little money", () => {
  const short = (fields: Partial<Attempt>) => held({ exception: "underpaid", ...fields })

  it.each<[string, Partial<Attempt>, string | undefined]>([
    [
      "is taken where the gateway says that this was all",
      { status: "pending", observedStatus: "paid" },
      "accept",
    ],
    [
      "is taken once the payment has expired",
      { status: "expired", observedStatus: "expired" },
      "accept",
    ],
    [
      "is not taken while more is under way",
      { status: "pending", observedStatus: "pending" },
      undefined,
    ],
    [
      "is not taken while the payer can add the rest",
      { status: "requires_more", observedStatus: "paid", expiresAt: IN_A_MINUTE },
      undefined,
    ],
    [
      "is not taken where that never ends",
      { status: "requires_more", observedStatus: "paid", expiresAt: null },
      undefined,
    ],
    [
      "is taken when the time for the rest is over",
      { status: "requires_more", observedStatus: "paid", expiresAt: MINUTE_AGO },
      "accept",
    ],
  ])("%s", async (_, fields, action) => {
    shop({ underpaid: "accept" })
    expect(await decided(short(fields))).toBe(action)
  })

  it.each(["ask", "hold"] as const)("is never taken by itself with %s", async (underpaid) => {
    shop({ underpaid })
    expect(await decided(short({ status: "expired" }))).toBeUndefined()
  })
})

describe.each([
  ["overpaid", "refund", "refund"],
  ["overpaid", "accept", "dismiss"],
  ["overpaid", "hold", undefined],
  ["duplicate", "refund", "refund"],
  ["duplicate", "hold", undefined],
] as const)("%s: %s", (exception, value, action) => {
  const attempt = held({ exception, status: "captured", received: riyals("12.00") })

  it(`decides ${action ?? "nothing"}`, async () => {
    shop({ [exception]: value })
    expect(await decided(attempt)).toBe(action)
  })

  it("sends nothing back where the gateway cannot, or has to know more", async () => {
    for (const gateway of [{ canRefund: false }, { asksForFields: true }]) {
      shop({ [exception]: value, ...gateway })
      expect(await decided(attempt)).toBe(action === "refund" ? undefined : action)
      jest.mocked(resolveException).mockClear()
    }
  })
})

it.each(["late", "orphaned", "mismatched"] as const)("leaves %s to staff", async (exception) => {
  shop({ underpaid: "accept", overpaid: "refund", duplicate: "refund" })
  expect(await decided(held({ exception, status: "captured" }))).toBeUndefined()
})

describe("what cannot be carried out", () => {
  const attempt = held({ exception: "duplicate", status: "captured" })
  const failing = (retry: boolean) => {
    shop({ duplicate: "refund" })
    jest
      .mocked(resolveException)
      .mockRejectedValue(new GatewayError({ code: "rejected", message: "No.", retry }))
  }

  it("is told once and left to staff, when it is refused for good", async () => {
    failing(false)
    await decided(attempt)
    expect(addNote).toHaveBeenCalledWith(
      "pgatt_1",
      expect.objectContaining({ type: "policy_failed" })
    )
    jest.mocked(resolveException).mockClear()
    expect(await decided(attempt)).toBeUndefined()
    expect(addNote).toHaveBeenCalledTimes(1)
  })

  it("is tried again, when it may work later", async () => {
    failing(true)
    await expect(decided(attempt)).rejects.toThrow("No.")
    expect(addNote).not.toHaveBeenCalled()
  })
})
