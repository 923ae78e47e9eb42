import { createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { SAR } from "../../core/__tests__/support/arbitraries"
import { openAttempt } from "../../core/__tests__/support/attempts"
import type { Attempt } from "../../core/attempt"
import { Money } from "../../core/money"
import type { ApplyContext } from "../../settlement/apply-attempt"
import type { MedusaFacts } from "../../settlement/medusa-facts"
import { writeOff } from "../write-off"

jest.mock("@medusajs/medusa/core-flows", () => ({ createOrderCreditLinesWorkflow: jest.fn() }))

const riyals = (amount: string) => Money.parse(amount, SAR)

const credit = jest.fn(async () => undefined)
const addNote = jest.fn(async (_: string, __: unknown) => openAttempt())
let order: { summary?: { pending_difference: unknown } | null; credit_lines?: unknown[] }

const context = {
  source: "job",
  attempts: { addNote },
  container: {
    resolve: () => ({ graph: async () => ({ data: [order] }) }),
  } as unknown as MedusaContainer,
} as unknown as ApplyContext

const ORDER = { order: { id: "order_1", isCanceled: false } } as unknown as MedusaFacts

const short = (fields: Partial<Attempt> = {}) =>
  openAttempt({ status: "captured", writtenOff: riyals("3.00"), ...fields })

/** The amounts that the order is credited with. */
const creditedBy = async (attempt: Attempt, facts = ORDER) => {
  const cure = await writeOff(context, attempt, facts)
  await cure?.(attempt)
  const calls = credit.mock.calls as unknown as [
    { input: { id: string; credit_lines: { amount: number; reference_id: string }[] } },
  ][]
  return calls.flatMap(([{ input }]) =>
    input.credit_lines.map(({ amount, reference_id: reference }) => [input.id, amount, reference])
  )
}

beforeEach(() => {
  jest.clearAllMocks()
  jest
    .mocked(createOrderCreditLinesWorkflow)
    .mockReturnValue({ run: credit } as unknown as ReturnType<
      typeof createOrderCreditLinesWorkflow
    >)
  order = { summary: { pending_difference: 3 }, credit_lines: [] }
})

it("credits the order with what was let go, and says so", async () => {
  expect(await creditedBy(short())).toEqual([["order_1", 3, "pgatt_1"]])
  expect(addNote).toHaveBeenCalledWith(
    "pgatt_1",
    expect.objectContaining({
      type: "written_off",
      data: { amount: "3.00", order_id: "order_1" },
    })
  )
})

it("credits no more than the order asks for", async () => {
  order.summary = { pending_difference: "1.25" }
  expect(await creditedBy(short())).toEqual([["order_1", 1.25, "pgatt_1"]])
})

it("credits no more than was let go", async () => {
  order.summary = { pending_difference: 50 }
  expect(await creditedBy(short())).toEqual([["order_1", 3, "pgatt_1"]])
})

it.each<[string, () => void]>([
  [
    "it was credited with this payment before",
    () => (order.credit_lines = [{ reference_id: "pgatt_1" }]),
  ],
  ["it asks for nothing", () => (order.summary = { pending_difference: 0 })],
  ["it owes the payer", () => (order.summary = { pending_difference: -2 })],
  ["Medusa keeps no sums of it", () => (order.summary = null)],
])("leaves the order alone, when %s", async (_, arrange) => {
  arrange()
  expect(await creditedBy(short())).toEqual([])
})

it("takes the credit of another payment for what it is", async () => {
  order.credit_lines = [{ reference_id: "pgatt_2" }, { reference_id: null }]
  expect(await creditedBy(short())).toHaveLength(1)
})

it("does nothing where nothing was let go, and where no order stands", async () => {
  expect(await creditedBy(short({ writtenOff: riyals("0") }))).toEqual([])
  expect(await creditedBy(short(), { order: null } as unknown as MedusaFacts)).toEqual([])
  const canceled = { order: { id: "order_1", isCanceled: true } } as unknown as MedusaFacts
  expect(await creditedBy(short(), canceled)).toEqual([])
})
