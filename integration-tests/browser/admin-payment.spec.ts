import type { AttemptStatus } from "../../src/core/attempt"
import { COREFY, STREAM_MANUAL } from "../support/money-ways"
import { OCCASIONS, type OccasionName } from "../support/money-that-differs"
import { describeAdminShop } from "./support/admin-shop"

jest.setTimeout(180_000)

const WORDS: Readonly<Record<OccasionName, RegExp>> = {
  underpaid: /short; decide|short; the customer was asked for the rest/,
  overpaid: /too much was paid; decide/,
  "late, order canceled": /came after the payment had ended; decide/,
  "late, time over": /came after the payment had ended; decide/,
  "duplicate, two tries": /paid already; decide/,
  "duplicate, two gateways": /paid already; decide/,
  mismatched: /not what was asked for; nothing was booked/,
  orphaned: /no order stands for it; decide/,
}

/** A payment's own page. */
describeAdminShop((shop) => {
  const pageOf = async (sessionId: string) => {
    const { id } = await shop().attemptOf(sessionId)
    const staff = await shop().signIn()
    await staff.open(`/payment-gateways/${id}`)
    return staff
  }

  it.each(Object.keys(OCCASIONS) as OccasionName[])("says what is wrong: %s", async (name) => {
    const { arrange, exception } = OCCASIONS[name]
    const [payment] = await arrange(shop(), STREAM_MANUAL)
    await shop().attemptIs(payment, exception)
    const staff = await pageOf(payment.session.id)
    await staff.reads(WORDS[name])
    await staff.look(`admin-payment-${name.replace(/\W+/g, "-")}`)
  })

  it.each([
    ["failed", /failed; no money came/],
    ["canceled", /was canceled; no money came/],
    ["expired", /did not pay .* in time; no money came/],
  ] as const satisfies readonly (readonly [AttemptStatus, RegExp])[])(
    "says that no money came: %s",
    async (status, words) => {
      const way = status === "expired" ? STREAM_MANUAL : COREFY
      const payment = await shop().open(way)
      const { reference } = await shop().attemptOf(payment.session.id)
      if (status === "failed") {
        shop().sandbox.corefy.fail(reference ?? "")
      } else {
        way.end?.(shop().sandbox, payment.session)
      }
      if (status === "expired") {
        // The sandbox's clock is its own; the shop's says that the time was over long ago.
        await shop().sql(
          "update payment_gateway_attempt set expires_at = now() - interval '1 hour' where session_id = ?",
          [payment.session.id]
        )
      }
      await shop().webhooksProcessed()
      expect(await shop().look(payment.session.id)).toMatchObject({ status })
      const staff = await pageOf(payment.session.id)
      await staff.reads(words)
      await staff.look(`admin-payment-${status}`)
    }
  )

  it.each([
    ["partly-refunded", "refundAtDashboard", "5.00", /5\.00 USD of 20\.00 USD refunded/],
    ["refunded", "refundAtDashboard", "20.00", /Refunded: 20\.00 USD/],
    ["charged-back", "chargeBack", "20.00", /bank took 20\.00 USD back/],
  ] as const)("says that money went back: %s", async (name, way, amount, words) => {
    const { payment } = await shop().paidOrder(COREFY)
    COREFY[way]?.(shop().sandbox, payment.session, amount)
    await shop().webhooksProcessed()
    const staff = await pageOf(payment.session.id)
    await staff.does("Check now")
    await staff.isTold(/Checked at the gateway/)
    await staff.reads(words)
    await staff.look(`admin-payment-${name}`)
  })

  it("waits with staff for the customer, and sees the money when it comes", async () => {
    const payment = await shop().open(STREAM_MANUAL)
    const staff = await pageOf(payment.session.id)
    await staff.reads(/Waiting for the customer to pay/)
    await staff.look("admin-payment-waiting")
    shop().send(payment)
    await shop().webhooksProcessed()
    await staff.does("Check now")
    await staff.isTold(/Checked at the gateway: Paid/)
    await staff.reads(/Paid in full/)
  })

  it("makes an order of money that was too little, when staff accepts it", async () => {
    const [payment] = await OCCASIONS.underpaid.arrange(shop(), COREFY)
    await shop().attemptIs(payment, "underpaid")
    const staff = await pageOf(payment.session.id)
    await staff.presses("Decide")
    await staff.drawer.getByRole("radio", { name: /Accept as full payment/ }).click()
    await staff.drawer.getByRole("textbox").last().fill("Close enough.")
    await staff.presses("Confirm decision", staff.drawer)
    await staff.isTold("Decided")
    await staff.reads(/accepted as payment in full/)
    await staff.look("admin-payment-accepted")
    expect(await shop().orders()).toHaveLength(1)
  })

  it("says so when there is no such payment", async () => {
    const staff = await shop().signIn()
    staff.complaints.expects(/404/)
    await staff.open("/payment-gateways/pgatt_01UNKNOWN")
    await staff.main.getByRole("alert").waitFor()
    await staff.look("admin-payment-unknown")
  })
})
