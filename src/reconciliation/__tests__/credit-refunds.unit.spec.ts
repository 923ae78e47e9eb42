import { createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { SAR } from "../../core/__tests__/support/arbitraries"
import { Money } from "../../core/money"
import { creditRefunds } from "../credit-refunds"

jest.mock("@medusajs/medusa/core-flows", () => ({ createOrderCreditLinesWorkflow: jest.fn() }))

const run = jest.fn(async (_: unknown) => undefined)
let asked: unknown

const container = {
  resolve: () => ({ graph: async () => ({ data: [{ summary: { pending_difference: asked } }] }) }),
} as unknown as MedusaContainer

const refund = (id: string, amount: string) => ({
  id,
  amount: Money.parse(amount, SAR),
  createdAt: new Date(0),
  paymentId: "pay_1",
  sessionId: "payses_1",
})

/** What an order is credited with that asks for an amount once the refunds are on its account. */
const credited = async (amount: unknown, ...refunds: ReturnType<typeof refund>[]) => {
  asked = amount
  await creditRefunds(container, "order_1", refunds)
  const calls = run.mock.calls as unknown as [
    { input: { id: string; credit_lines: { amount: number; reference_id: string }[] } },
  ][]
  return calls.flatMap(([{ input }]) =>
    input.credit_lines.map((line) => [input.id, line.reference_id, line.amount])
  )
}

beforeEach(() => {
  jest.clearAllMocks()
  jest
    .mocked(createOrderCreditLinesWorkflow)
    .mockReturnValue({ run } as unknown as ReturnType<typeof createOrderCreditLinesWorkflow>)
})

it("credits an order that was paid with all that went back", async () => {
  expect(await credited("5.50", refund("a", "3.00"), refund("b", "2.50"))).toEqual([
    ["order_1", "a", 3],
    ["order_1", "b", 2.5],
  ])
})

it("credits no more than went back, where the order asks for more", async () => {
  expect(await credited(20, refund("a", "3.00"))).toEqual([["order_1", "a", 3]])
})

it("credits no more than the order asks for, where it owed some of it to the payer", async () => {
  expect(await credited("3.75", refund("a", "3.00"), refund("b", "2.50"))).toEqual([
    ["order_1", "a", 3],
    ["order_1", "b", 0.75],
  ])
})

it.each([0, "-2.00", null])("credits nothing where the order asks for %s", async (amount) => {
  expect(await credited(amount, refund("a", "3.00"))).toEqual([])
})

it("has nothing to do without refunds", async () => {
  expect(await credited(5)).toEqual([])
})
