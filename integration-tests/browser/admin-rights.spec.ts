import { FeatureFlag } from "@medusajs/framework/utils"
import { PROVIDERS } from "../support/gateway-shop"
import { COREFY } from "../support/money-ways"
import { OCCASIONS } from "../support/money-that-differs"
import { describeAdminShop } from "./support/admin-shop"
import { seedStaff } from "./support/seed-staff"

jest.setTimeout(180_000)

/** Shops turn access control on by this. */
const FLAG = "MEDUSA_FF_RBAC"
const REFUSED = "Your role does not have the right to do this."
const READ = ["order:read", "payment_gateways:read"]

describe("rights of staff", () => {
  beforeAll(() => {
    process.env[FLAG] = "true"
    // The runner reads the configuration before Medusa has registered its own flags.
    FeatureFlag.setFlag("rbac", true)
  })
  afterAll(() => {
    FeatureFlag.setFlag("rbac", false)
    Reflect.deleteProperty(process.env, FLAG)
  })

  describeAdminShop((shop) => {
    const signIn = async (rights: readonly string[]) => {
      const staff = await shop().signIn({ login: await seedStaff(shop().container, rights) })
      // Medusa's own frame asks for more than these roles may see.
      staff.complaints.expects(/403/)
      return staff
    }

    it("who may not see payments is shown none", async () => {
      const { payment } = await shop().paidOrder(COREFY)
      const { id } = await shop().attemptOf(payment.session.id)
      const staff = await signIn(["order:read"])
      for (const page of ["", `/${id}`, "/events", "/dashboard"]) {
        await staff.open(`/payment-gateways${page}`)
        await staff.reads(REFUSED)
      }
      await staff.look("admin-rights-none")
      await staff.open("/settings/payment-gateways")
      await staff.reads(REFUSED)
      expect(await staff.page.content()).not.toContain("corefy_destream")
    })

    it("who reads sees where the money is, and cannot move it", async () => {
      const [payment] = await OCCASIONS.overpaid.arrange(shop(), COREFY)
      await shop().attemptIs(payment, "overpaid")
      const { id } = await shop().attemptOf(payment.session.id)
      const staff = await signIn(READ)
      await staff.open(`/payment-gateways/${id}`)
      await staff.reads(/too much was paid/)
      await staff.does("Refund")
      await staff.presses("Refund", staff.drawer)
      await staff.reads(REFUSED, staff.drawer)
      await staff.look("admin-rights-refund", staff.drawer)
      await staff.presses("Cancel", staff.drawer)
      await staff.presses("Decide")
      await staff.drawer.getByRole("radio", { name: /Leave it as it is/ }).click()
      await staff.drawer.getByRole("textbox").last().fill("It is mine.")
      await staff.presses("Confirm decision", staff.drawer)
      await staff.reads(REFUSED, staff.drawer)
      await staff.presses("Cancel", staff.drawer)
      await staff.does("Check now")
      await staff.isTold(REFUSED)
      expect(await shop().attemptOf(payment.session.id)).toMatchObject({ exception: "overpaid" })

      await staff.open("/settings/payment-gateways")
      const card = staff.main.locator(`[data-gateway="${PROVIDERS.corefy}"]`)
      await staff.presses("Check credentials", card)
      await staff.isTold(REFUSED)
      await staff.presses("Edit checkout texts", card)
      await staff.drawer.getByLabel("Title").fill("Mine")
      await staff.presses("Save", staff.drawer)
      await staff.reads(REFUSED, staff.drawer)
    })

    it("who has the money right refunds", async () => {
      const { payment } = await shop().paidOrder(COREFY)
      const { id } = await shop().attemptOf(payment.session.id)
      const staff = await signIn([...READ, "refund:create"])
      await staff.open(`/payment-gateways/${id}`)
      await staff.does("Refund")
      await staff.presses("Refund", staff.drawer)
      await staff.isTold(/Refund of .* asked for/)
    })
  })
})
