import { act, render, screen, waitFor } from "@testing-library/react"
import { userEvent } from "@testing-library/user-event"
import type { AttemptDetail, Resolution } from "../../../lib/api-types"
import { sdk } from "../../../lib/sdk"
import { Dashboard } from "../../../lib/__tests__/support/texts"
import { RefundDrawer } from "../refund-drawer"
import { ResolveDrawer } from "../resolve-drawer"

const BANK = [
  { name: "beneficiary", label: "Account holder", pattern: ".{2,100}", required: true },
  { name: "branch", label: "Branch", pattern: "[0-9]{1,5}", required: false },
]

const ways: Resolution[] = [
  { action: "accept", amount: "57.90", fields: [], description: "" },
  {
    action: "record_refund",
    amount: "57.90",
    fields: [{ name: "reference", label: "Reference", pattern: ".{1,200}", required: true }],
    description: "",
  },
  { action: "dismiss", amount: "57.90", fields: [], description: "" },
]

const attempt = {
  id: "pgatt_1",
  gateway_name: "Directa24",
  currency_code: "usd",
  situation: {
    code: "underpaid",
    tone: "red",
    amounts: {
      due: { amount: "59.90", currency_code: "usd" },
      received: { amount: "57.90", currency_code: "usd" },
      missing: { amount: "2.00", currency_code: "usd" },
    },
  },
  resolutions: ways,
  refund: { possible: true, amount: "57.90", is_partial_possible: true, fields: BANK },
} as unknown as AttemptDetail

const sent = jest.spyOn(sdk.client, "fetch")
const onClose = jest.fn()

beforeEach(() => {
  sent.mockReset()
  sent.mockResolvedValue({ attempt })
  onClose.mockReset()
})

const refused = (message: string, status: number) => Object.assign(new Error(message), { status })

async function show(drawer: JSX.Element, language?: string) {
  await act(async () => {
    render(<Dashboard language={language}>{drawer}</Dashboard>)
  })
  return userEvent.setup()
}

describe("refund", () => {
  const drawer = (more: Partial<AttemptDetail> = {}) => (
    <RefundDrawer attempt={{ ...attempt, ...more }} onClose={onClose} />
  )
  const press = async (user: ReturnType<typeof userEvent.setup>) =>
    user.click(screen.getByRole("button", { name: "Refund" }))

  it("sends the amount, the reason and the gateway's own fields", async () => {
    const user = await show(drawer())
    await user.clear(screen.getByLabelText("Amount"))
    await user.type(screen.getByLabelText("Amount"), "5.00")
    await user.type(screen.getByLabelText("Account holder"), " Ada Lovelace ")
    await user.type(screen.getByLabelText("Reason"), "broken")
    await press(user)
    await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1))
    expect(sent.mock.calls).toEqual([
      [
        "/admin/payment-gateways/attempts/pgatt_1/refund",
        {
          method: "POST",
          body: { amount: "5.00", reason: "broken", fields: { beneficiary: "Ada Lovelace" } },
        },
      ],
    ])
  })

  it("sends nothing that is wrong, and says what", async () => {
    const user = await show(drawer())
    await user.clear(screen.getByLabelText("Amount"))
    await user.type(screen.getByLabelText("Amount"), "58")
    await user.type(screen.getByLabelText("Branch (optional)"), "x")
    await press(user)
    expect(screen.getAllByRole("alert").map(({ textContent }) => textContent)).toEqual([
      "At most 57.90 USD is possible.",
      "This is needed.",
      "This does not look right: check it.",
    ])
    expect(screen.getByLabelText("Account holder").getAttribute("aria-invalid")).toBe("true")
    expect(sent).not.toHaveBeenCalled()
  })

  it("takes all or nothing where the gateway does", async () => {
    const refund = { ...attempt.refund, is_partial_possible: false, fields: [] }
    const user = await show(drawer({ refund }))
    await user.type(screen.getByLabelText("Amount"), "1")
    await press(user)
    await waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(sent.mock.calls[0]?.[1]).toMatchObject({ body: { amount: "57.90" } })
  })

  it.each([
    [refused("The account is not known.", 400), "The account is not known."],
    [refused("Forbidden", 403), "Your role does not have the right to do this."],
    [
      new TypeError("fetch failed"),
      "The shop could not be reached. Check your connection and try again.",
    ],
  ])("tells in words what went wrong, and stays: %s", async (error, words) => {
    sent.mockRejectedValue(error)
    const user = await show(drawer({ refund: { ...attempt.refund, fields: [] } }))
    await press(user)
    expect((await screen.findByRole("alert")).textContent).toContain(words)
    expect(onClose).not.toHaveBeenCalled()
  })
})

describe("a decision", () => {
  const drawer = <ResolveDrawer attempt={attempt} first={ways[0]!} onClose={onClose} />
  const confirm = async (user: ReturnType<typeof userEvent.setup>) =>
    user.click(screen.getByRole("button", { name: "Confirm decision" }))

  it("begins with the most natural way out, and says what it is about", async () => {
    const user = await show(drawer)
    expect(screen.getByText("57.90 USD is waiting for your decision.")).toBeTruthy()
    expect(
      screen.getByText("57.90 USD of 59.90 USD came, 2.00 USD short; decide what to do with it.")
    ).toBeTruthy()
    expect(screen.getAllByRole("radio")).toHaveLength(3)
    await confirm(user)
    await waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(sent.mock.calls).toEqual([
      [
        "/admin/payment-gateways/attempts/pgatt_1/resolve",
        { method: "POST", body: { action: "accept" } },
      ],
    ])
  })

  it("asks for what another way needs to know", async () => {
    const user = await show(drawer)
    await user.click(screen.getByRole("radio", { name: /by hand/ }))
    await confirm(user)
    expect(screen.getByRole("alert").textContent).toBe("This is needed.")
    expect(sent).not.toHaveBeenCalled()
    await user.type(screen.getByLabelText("Transaction or reference of the refund"), "tx 1")
    await confirm(user)
    await waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(sent.mock.calls[0]?.[1]).toEqual({
      method: "POST",
      body: { action: "record_refund", amount: "57.90", reference: "tx 1" },
    })
  })

  it("wants a reason for leaving money as it is", async () => {
    const user = await show(drawer)
    await user.click(screen.getByRole("radio", { name: /Leave it/ }))
    await confirm(user)
    expect(screen.getByRole("alert").textContent).toBe("Say why, for those who read this later.")
    expect(sent).not.toHaveBeenCalled()
  })
})
