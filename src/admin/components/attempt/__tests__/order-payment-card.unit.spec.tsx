import type { AdminOrder } from "@medusajs/framework/types"
import { TooltipProvider } from "@medusajs/ui"
import { QueryClient } from "@tanstack/react-query"
import { act, render, screen, waitFor } from "@testing-library/react"
import { sdk } from "../../../lib/sdk"
import { Dashboard } from "../../../lib/__tests__/support/texts"
import { OrderPaymentCard } from "../order-payment-card"

const usd = (amount: string) => ({ amount, currency_code: "usd" })
const attempt = {
  id: "pgatt_1",
  session_id: "payses_1",
  gateway: "stream-crypto",
  gateway_name: "Stream",
  mode: "test",
  reference: "inv_1",
  amount: "59.90",
  currency_code: "usd",
  received: "59.90",
  accepted: null,
  taken: "59.90",
  written_off: "0.00",
  refunded: "1.00",
  refunded_by_hand: "0.00",
  failed_refunds: "0.00",
  open_refunds: "0.00",
  charged_back: "0.00",
  exception: null,
  details: {
    dashboardUrl: "https://gateway.example/inv_1",
    fee: { amount: "0.59", unit: "usd" },
    rate: { value: "0.9998", from: "usd", to: "usdc" },
    paid: { amount: "59.888", unit: "usdc" },
    network: "Solana",
    method: "USDC",
    transactions: [
      { id: "5VER", url: "https://explorer.example/5VER" },
      { id: "hidden", url: "javascript:alert(1)" },
    ],
  },
  situation: {
    code: "paid",
    tone: "green",
    amounts: { due: usd("59.90"), received: usd("59.90") },
  },
}
const detail = {
  ...attempt,
  timeline: [
    { id: "1", type: "created", source: "checkout", message: "Made.", created_at: "2026-01-01" },
    { id: "2", type: "captured", source: "webhook", message: "All.", created_at: "2026-01-02" },
    { id: "3", type: "odd_type", source: "odd", message: "Odd.", created_at: "2026-01-03" },
  ],
  resolutions: [],
  refund: { possible: false, amount: "0", is_partial_possible: false, fields: [] },
  payment_page_url: null,
  events: 0,
}

const order = (provider: string) =>
  ({
    id: "order_1",
    payment_collections: [{ payments: [{ provider_id: provider }] }],
  }) as AdminOrder

const fetched = jest.spyOn(sdk.client, "fetch")

/** Shows the card, and waits until nothing more is asked for. */
async function show(provider = "pp_stream-crypto_page", language?: string) {
  const client = new QueryClient()
  const { container } = render(
    <Dashboard language={language} client={client}>
      <TooltipProvider>
        <OrderPaymentCard order={order(provider)} />
      </TooltipProvider>
    </Dashboard>
  )
  const settled = () => {
    const states = client
      .getQueryCache()
      .getAll()
      .map(({ state }) => state)
    expect(states.filter(({ status }) => status === "pending")).toEqual([])
    const [list] = states
    const found = (list?.data as { attempts: unknown[] } | undefined)?.attempts.length ?? 0
    // What was found is asked for one by one, and then shown.
    expect(states).toHaveLength(found > 0 ? 2 : 1)
    expect(found === 0 || screen.queryAllByRole("listitem").length > 0).toBe(true)
  }
  await waitFor(settled)
  await act(async () => undefined)
  return container
}

const answer = (attempts: readonly object[]) =>
  fetched.mockImplementation(async (path) =>
    path === "/admin/payment-gateways/attempts"
      ? { attempts, count: attempts.length }
      : { attempt: detail }
  )

beforeEach(() => {
  fetched.mockReset()
})

test("an order without attempts of ours shows nothing", async () => {
  answer([])
  expect((await show()).textContent).toBe("")
  expect(fetched.mock.calls).toEqual([
    ["/admin/payment-gateways/attempts", { query: { for_order: "order_1" } }],
  ])
})

test("says where the money is, and all that the gateway tells of it", async () => {
  answer([attempt])
  const { textContent } = await show()
  for (const words of [
    "Paid in full: 59.90 USD.",
    "StreamTest",
    "inv_1",
    "Paid by the customer59.888 USDC",
    "Rate1 USD = 0.9998 USDC",
    "Gateway's fee0.59 USD",
    "NetworkSolana",
    "Expected59.90 USD",
    "Received59.90 USD",
    "Refunded1.00 USD",
    "Made.",
    "checkout",
    "odd type",
  ]) {
    expect(textContent).toContain(words)
  }
  expect(textContent).not.toContain("Written off")
})

test("links lead to the gateway and to the explorer, and never anywhere but to a page", async () => {
  answer([attempt])
  await show()
  const links = screen.getAllByRole("link").map((link) => link.getAttribute("href"))
  expect(links).toEqual([
    "https://gateway.example/inv_1",
    "https://explorer.example/5VER",
    "/payment-gateways/pgatt_1",
  ])
})

test("other attempts of the order are one row each", async () => {
  answer([{ ...attempt, id: "pgatt_2", received: "0.00", gateway_name: "XGateway" }, attempt])
  await show()
  expect(screen.getByRole("link", { name: /XGateway/ }).getAttribute("href")).toBe(
    "/payment-gateways/pgatt_2"
  )
})

test("the story is told newest first, and in the dashboard's language", async () => {
  answer([attempt])
  await show("pp_stream-crypto_page", "es")
  const [newest] = screen.getAllByRole("listitem")
  expect(newest?.textContent).toContain("odd type")
  expect(screen.getByText("Recibido por completo")).toBeTruthy()
})

test.each([
  ["a lacking right", 403, "pp_stream-crypto_page", false],
  ["an order that is paid otherwise", 500, "pp_stripe_stripe", false],
  ["a shop that fails", 500, "pp_stream-crypto_page", true],
])("%s", async (_, status, provider, isTold) => {
  fetched.mockRejectedValue(Object.assign(new Error("No database."), { status }))
  const { textContent } = await show(provider)
  expect(textContent).toBe(
    isTold ? "Payment gatewayThis could not be loaded: No database.Try again" : ""
  )
})
