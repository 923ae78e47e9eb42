import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { mendCompletion } from "../mend-completion"
import { refundPaymentInTurn } from "../refund-payment-in-turn"
import { fakeContainer } from "./support/fake-container"

jest.mock("../mend-completion", () => ({ mendCompletion: jest.fn() }))

interface Shop {
  readonly collection?: string | null
  readonly isTakenOver?: boolean
  readonly isTaken?: boolean
}

/** Staff's call to refund `pay_1`. */
function call({ collection = "pay_col_1", isTakenOver = false, isTaken = false }: Shop = {}) {
  const release = jest.fn(async () => undefined)
  const lease = { isTakenOver, release, abandon: jest.fn(async () => undefined) }
  const take = jest.fn(async (..._: unknown[]) => (isTaken ? undefined : lease))
  const graph = async ({ entity, filters }: { entity: string; filters: object }) => {
    if (entity === "payment") {
      expect(filters).toEqual({ id: "pay_1" })
      return { data: collection === null ? [] : [{ payment_collection_id: collection }] }
    }
    expect([entity, filters]).toEqual([
      "cart_payment_collection",
      { payment_collection_id: collection },
    ])
    return { data: [{ cart_id: "cart_1" }] }
  }
  const { container } = fakeContainer({
    ledger: {
      leases: { take },
      attempts: { hasAttempts: async (id: string) => id === "pay_col_1" },
    },
    others: { [ContainerRegistrationKeys.QUERY]: { graph } },
  })
  const req = { scope: container, params: { id: "pay_1" } } as unknown as MedusaRequest
  const res = { end: jest.fn() } as unknown as MedusaResponse
  const next = jest.fn()
  return { run: () => refundPaymentInTurn(req, res, next), res, take, next, release }
}

beforeEach(() => {
  jest.mocked(mendCompletion).mockReset()
})

it("lets a refund have the payment for itself until it is answered", async () => {
  const { run, res, take, next, release } = call()
  await run()
  expect(take.mock.calls[0]?.[0]).toBe("pay_col_1")
  expect(next).toHaveBeenCalledTimes(1)
  expect(release).not.toHaveBeenCalled()
  res.end("refunded")
  expect(release).toHaveBeenCalledTimes(1)
})

it.each([["of another provider", "pay_col_other"] as const, ["that is not there", null] as const])(
  "leaves payments %s alone",
  async (_, collection) => {
    const { run, take, next } = call({ collection })
    await run()
    expect(take).not.toHaveBeenCalled()
    expect(next).toHaveBeenCalledTimes(1)
  }
)

it("refuses when somebody else works on it for too long", async () => {
  const { run, next } = call({ isTaken: true })
  await expect(run()).rejects.toMatchObject({ reason: "not_allowed", retry: true })
  expect(next).not.toHaveBeenCalled()
})

it("mends first what a process that died over it has left of its order", async () => {
  const { run, next } = call({ isTakenOver: true })
  await run()
  expect(jest.mocked(mendCompletion).mock.calls[0]?.[1]).toBe("cart_1")
  expect(next).toHaveBeenCalledTimes(1)
})
