import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { completeInTurn } from "../complete-in-turn"
import { mendCompletion } from "../mend-completion"
import { fakeContainer } from "./support/fake-container"

jest.mock("../mend-completion", () => ({ mendCompletion: jest.fn() }))

const mend = jest.mocked(mendCompletion)

interface Shop {
  readonly collection?: string
  readonly isOurs?: boolean
  readonly isTakenOver?: boolean
  readonly isTaken?: boolean
}

/** A shopper's call to complete `cart_1`. */
function call({
  collection = "pay_col_1",
  isOurs = true,
  isTakenOver = false,
  isTaken = false,
}: Shop = {}) {
  const journal: string[] = []
  const step = (name: string) => jest.fn(async () => void journal.push(name))
  const lease = { isTakenOver, release: step("release"), abandon: step("abandon") }
  const take = jest.fn(async (..._: unknown[]) => (isTaken ? undefined : lease))
  const attempts = { hasAttempts: async (id: string) => isOurs && id === collection }
  const graph = jest.fn(async (_: { filters: object }) => ({
    data: collection === "" ? [] : [{ payment_collection_id: collection }],
  }))
  const { container } = fakeContainer({
    ledger: { leases: { take }, attempts },
    others: { [ContainerRegistrationKeys.QUERY]: { graph } },
  })
  const req = { scope: container, params: { id: "cart_1" } } as unknown as MedusaRequest
  const end = jest.fn((body?: unknown) => {
    journal.push(`answer ${String(body)}`)
    return res
  })
  const res = { end } as unknown as MedusaResponse
  const next = jest.fn(() => void journal.push("complete"))
  return { run: () => completeInTurn(req, res, next), res, journal, lease, take, next, graph }
}

beforeEach(() => {
  mend.mockReset()
})

it("completes a cart while nobody else does, until it is answered", async () => {
  const { run, res, journal, take, graph } = call()
  await run()
  expect(graph.mock.calls[0]?.[0].filters).toEqual({ cart_id: "cart_1" })
  const [[id, { waitMs }]] = take.mock.calls as [[string, { waitMs: number }]]
  expect(id).toBe("pay_col_1")
  expect(waitMs).toBeGreaterThanOrEqual(10_000)
  expect(journal).toEqual(["complete"])
  res.end("order")
  expect(journal).toEqual(["complete", "release", "answer order"])
  expect(mend).not.toHaveBeenCalled()
})

it.each<[string, Shop]>([
  ["has no payment", { collection: "" }],
  ["is paid by another plugin", { isOurs: false }],
])("takes no lease for a cart that %s", async (_, shop) => {
  const { run, res, journal, take } = call(shop)
  await run()
  res.end("order")
  expect(take).not.toHaveBeenCalled()
  expect(journal).toEqual(["complete", "answer order"])
})

it("completes nothing while another process does for too long, and says what to do", async () => {
  const { run, next } = call({ isTaken: true })
  await expect(run()).rejects.toMatchObject({
    reason: "not_allowed",
    retry: true,
    message: expect.stringContaining("Look at its payment again") as unknown,
  })
  expect(next).not.toHaveBeenCalled()
})

describe("after a process that died over the same cart", () => {
  it("mends what it left before the cart is completed", async () => {
    const { run, journal } = call({ isTakenOver: true })
    mend.mockImplementation(async (_, cartId) => {
      journal.push(`mend ${cartId}`)
    })
    await run()
    expect(journal).toEqual(["mend cart_1", "complete"])
  })

  it("completes nothing when it cannot be mended, and leaves that to the next one", async () => {
    const { run, journal, lease, next } = call({ isTakenOver: true })
    mend.mockRejectedValue(new Error("database is gone"))
    await expect(run()).rejects.toThrow("database is gone")
    expect(journal).toEqual(["abandon"])
    expect(lease.release).not.toHaveBeenCalled()
    expect(next).not.toHaveBeenCalled()
  })
})
