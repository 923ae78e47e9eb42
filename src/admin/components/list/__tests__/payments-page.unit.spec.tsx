import { TooltipProvider } from "@medusajs/ui"
import { render, screen, waitFor, within } from "@testing-library/react"
import { userEvent } from "@testing-library/user-event"
import { sdk } from "../../../lib/sdk"
import { Dashboard } from "../../../lib/__tests__/support/texts"
import PaymentsPage from "../../../routes/payment-gateways/page"

const usd = (amount: string) => ({ amount, currency_code: "usd" })
const row = (id: string, more: object) => ({
  id,
  reference: `ref-${id}`,
  gateway_name: "Stream",
  mode: "live",
  amount: "1234.50",
  currency_code: "usd",
  order_display_id: null,
  email: null,
  created_at: "2026-01-01T12:00:00.000Z",
  situation: { code: "late", tone: "red", amounts: { due: usd("1234.50") } },
  ...more,
})
const ROWS = [
  row("a", {}),
  row("b", {
    order_display_id: 12,
    email: "lina@example.com",
    mode: "test",
    situation: { code: "paid", tone: "green", amounts: { due: usd("1.00") } },
  }),
]
const COUNTS = { attention: 1, open: 0, paid: 1, refunded: 0, ended: 0, all: 2 }

const asked = jest.spyOn(sdk.client, "fetch")

beforeEach(() => {
  asked.mockReset()
  asked.mockImplementation(async (path) => {
    if (path === "/admin/payment-gateways/attempts/counts") {
      return { counts: COUNTS, exceptions: {} }
    }
    return path === "/admin/payment-gateways/attempts/check"
      ? { checked: ["a"] }
      : { attempts: ROWS, count: 2 }
  })
})

async function open(address = "/payment-gateways") {
  render(
    <Dashboard at={address}>
      <TooltipProvider>
        <PaymentsPage />
      </TooltipProvider>
    </Dashboard>
  )
  await screen.findByText("lina@example.com")
  return userEvent.setup()
}

const queriesOf = (path: string) =>
  asked.mock.calls
    .filter(([called]) => called === `/admin/payment-gateways${path}`)
    .map(([, options]) => (options as { query?: object; body?: object }).query)

test("asks for what needs attention first, and shows each payment in a row", async () => {
  await open()
  expect(queriesOf("/attempts")).toEqual([{ limit: 20, offset: 0, order: "attention" }])
  const [, first, second] = screen.getAllByRole("row")
  expect(first?.textContent).toMatch(/No order.*Stream.*Late.*1,234\.50 USD/)
  expect(second?.textContent).toMatch(/#12.*lina@example\.com.*StreamTest.*Paid/)
  expect(
    within(second as HTMLElement)
      .getByRole("link")
      .getAttribute("href")
  ).toBe("/payment-gateways/b")
})

test("counts each view, and shows one", async () => {
  const user = await open("/payment-gateways?gateway=xgateway")
  expect(screen.getAllByRole("tab").map(({ textContent }) => textContent)).toEqual([
    "All2",
    "Needs attention1",
    "Open0",
    "Paid1",
    "Refunded0",
    "Ended0",
  ])
  await user.click(screen.getByRole("tab", { name: /Needs attention/ }))
  await waitFor(() =>
    expect(queriesOf("/attempts").at(-1)).toEqual({
      limit: 20,
      offset: 0,
      order: "attention",
      gateway: "xgateway",
      state: "attention",
    })
  )
  expect(queriesOf("/attempts/counts")).toEqual([{ gateway: "xgateway" }])
})

test("has what is ticked checked", async () => {
  const user = await open()
  await user.click(screen.getByRole("checkbox", { name: "Select the payment ref-a" }))
  await user.click(await screen.findByRole("button", { name: /Check now/ }))
  await waitFor(() =>
    expect(asked).toHaveBeenCalledWith("/admin/payment-gateways/attempts/check", {
      method: "POST",
      body: { ids: ["a"] },
    })
  )
})

test("says that a right is lacking", async () => {
  asked.mockRejectedValue(Object.assign(new Error("Forbidden"), { status: 403 }))
  render(
    <Dashboard>
      <PaymentsPage />
    </Dashboard>
  )
  const notice = await screen.findByRole("alert")
  expect(notice.textContent).toContain("Your role does not have the right to do this.")
  expect(within(notice).queryByRole("button")).toBeNull()
})
