import { Modules } from "@medusajs/framework/utils"
import { openAttempt } from "../../core/__tests__/support/attempts"
import { SAR } from "../../core/__tests__/support/arbitraries"
import { Money } from "../../core/money"
import type { Announcement } from "../../modules/payment-gateways/announcement-store"
import { announcePaymentEvents, announceSoon } from "../announce-payment-events"
import { fakeContainer } from "./support/fake-container"

const riyals = (amount: string) => Money.parse(amount, SAR)

function announcement(fields: Partial<Announcement> = {}): Announcement {
  return {
    id: "pgtml_1",
    type: "captured",
    message: "The gateway has received the money in full.",
    occurredAt: new Date("2026-03-01T12:00:00.000Z"),
    attempt: openAttempt({
      status: "captured",
      received: riyals("10.50"),
      refunded: riyals("1.00"),
      chargedBack: riyals("0.25"),
      cartId: "cart_1",
      orderId: "order_1",
      exception: "overpaid",
      payerAnswers: { document: "12345678901" },
      gatewayData: { private: "secret" },
    }),
    ...fields,
  }
}

function shopWith(due: Announcement[]) {
  const queue = [...due]
  const journal: string[] = []
  const claim = jest.fn(async (limit: number, _: number) => queue.splice(0, limit))
  const done = jest.fn(async (id: string) => void journal.push(`done ${id}`))
  const emit = jest.fn(async ({ data }: { name: string; data: { id: string } }) => {
    journal.push(`emit ${data.id}`)
  })
  const ledger = { announcements: { claim, done } }
  const shop = fakeContainer({ ledger, others: { [Modules.EVENT_BUS]: { emit } } })
  return { ...shop, claim, done, emit, journal }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

it("tells what happened in the words of Medusa, and nothing that is private", async () => {
  const { container, emit } = shopWith([announcement()])
  await announcePaymentEvents(container)
  expect(emit.mock.calls).toEqual([
    [
      {
        name: "payment_gateways.captured",
        data: {
          id: "pgtml_1",
          attempt_id: "pgatt_1",
          session_id: "payses_1",
          payment_collection_id: "pay_col_1",
          cart_id: "cart_1",
          order_id: "order_1",
          provider_id: "pp_fake_fake",
          gateway: "fake",
          reference: "invoice-1",
          status: "captured",
          exception: "overpaid",
          currency_code: "sar",
          amount: "10.00",
          received: "10.50",
          refunded: "1.00",
          charged_back: "0.25",
          message: "The gateway has received the money in full.",
          occurred_at: "2026-03-01T12:00:00.000Z",
        },
      },
    ],
  ])
})

it("is done with a change only after it was told", async () => {
  const { container, journal } = shopWith([announcement(), announcement({ id: "pgtml_2" })])
  await announcePaymentEvents(container)
  expect(journal).toEqual(["emit pgtml_1", "done pgtml_1", "emit pgtml_2", "done pgtml_2"])
})

it("keeps what could not be told for later", async () => {
  const { container, done, emit } = shopWith([announcement(), announcement({ id: "pgtml_2" })])
  emit.mockRejectedValueOnce(new Error("bus is down"))
  await expect(announcePaymentEvents(container)).rejects.toThrow("bus is down")
  expect(done).not.toHaveBeenCalled()
})

it("is done with a line that no event is for", async () => {
  const { container, done, emit } = shopWith([announcement({ type: "received" })])
  await announcePaymentEvents(container)
  expect(emit).not.toHaveBeenCalled()
  expect(done).toHaveBeenCalledWith("pgtml_1")
})

it.each([
  [0, 1],
  [49, 1],
  [50, 2],
  [120, 3],
])("tells %d changes in %d goes", async (count, goes) => {
  const many = Array.from({ length: count }, (_, index) => announcement({ id: `pgtml_${index}` }))
  const { container, claim, emit } = shopWith(many)
  await announcePaymentEvents(container)
  expect(emit).toHaveBeenCalledTimes(count)
  expect(claim).toHaveBeenCalledTimes(goes)
})

describe("in the background", () => {
  it("tells once more for all who ask meanwhile", async () => {
    const { container, claim, emit } = shopWith([announcement()])
    for (let asked = 0; asked < 100; asked += 1) {
      announceSoon(container)
    }
    await settled()
    expect(emit).toHaveBeenCalledTimes(1)
    expect(claim).toHaveBeenCalledTimes(2)
  })

  it("fails for nobody: what is left is told later", async () => {
    const { container, emit, log } = shopWith([announcement()])
    emit.mockRejectedValueOnce(new Error("bus is down"))
    expect(() => announceSoon(container)).not.toThrow()
    await settled()
    expect(log.texts("warn")).toEqual([expect.stringContaining("bus is down")])
  })
})
