/** @jest-environment jsdom */
import { act, render, screen } from "@testing-library/react"
import { userEvent } from "@testing-library/user-event"
import { COIN, COINS, OPEN_STATES, stateOf } from "../../__tests__/support/payment-states.js"
import type { SessionState } from "../../client/index.js"
import { en } from "../../locales/en.js"
import { GatewayPayment, type GatewayPaymentProps } from "../gateway-payment.js"
import { QrCode } from "../qr-code.js"
import { walletLink } from "../transfer-view.js"
import { FakeClient } from "./support/fake-client.js"

let client: FakeClient

beforeEach(() => {
  client = new FakeClient()
})

async function show(state: SessionState, props: Partial<GatewayPaymentProps> = {}) {
  const { container } = render(
    <GatewayPayment client={client} sessionId={state.session_id} {...props} />
  )
  await client.tell(state)
  return container
}

const transferOf = (...destinations: readonly object[]) =>
  stateOf({ next_action: { type: "transfer", destinations } as never })

describe("redirect", () => {
  it("is a plain link", async () => {
    await show(OPEN_STATES["streampay: link"]!)
    const link = screen.getByRole("link", { name: "Go to the payment page" })
    expect(link.getAttribute("href")).toBe("https://checkout.streampay.example/1")
  })

  it("is a form where the gateway wants one", async () => {
    const container = await show(OPEN_STATES["corefy: form to post"]!)
    const form = container.querySelector("form")
    expect([form?.method, form?.action]).toEqual(["post", "https://bank.example/3ds"])
    expect(Object.fromEntries(new FormData(form!))).toEqual({
      PaReq: "eJxVUs1",
      MD: "cpi_Rr0wFs9wTFGZg3Jb",
    })
    expect(form?.contains(screen.getByRole("button"))).toBe(true)
  })

  it("is a second way for a payer who comes back from there", async () => {
    const open = OPEN_STATES["streampay: link"]!
    const container = await show(open, { hasReturned: true, onChooseAnother: () => undefined })
    const { dataset } = container.firstElementChild as HTMLElement
    expect([dataset.status, dataset.view]).toEqual(["redirect", "returned"])
    expect(screen.getByRole("heading").textContent).toBe("Waiting for the confirmation")
    expect(screen.getByRole("link", { name: "Go to the payment page" }).className).toBe(
      "gateway-payment-secondary"
    )
    expect(screen.getByRole("button", { name: "Choose another method" })).toBeTruthy()
    expect(container.querySelector(".gateway-payment-button")).toBeNull()
  })

  it("is the first way for a payer who has not been there", async () => {
    await show(OPEN_STATES["streampay: link"]!)
    expect(screen.getByRole("link").className).toBe("gateway-payment-button")
  })

  it.each(["xgateway: coins", "directa24: questions"])(
    "is nothing that a returned payer of others sees: %s",
    async (name) => {
      const container = await show(OPEN_STATES[name]!, { hasReturned: true })
      const { dataset } = container.firstElementChild as HTMLElement
      expect(dataset.view).toBe(dataset.status)
    }
  )

  it("is shown in a frame only for the gateways that the shop names", async () => {
    const container = await show(OPEN_STATES["directa24: page"]!, { framed: ["directa24"] })
    const frame = container.querySelector("iframe")
    expect(frame?.src).toBe("https://payment.directa24.example/v1/1")
    expect(frame?.title).toBe(en.texts.redirect.page)
    // The way out, for pages that do not work in a frame.
    expect(screen.getByRole("link").className).toBe("gateway-payment-secondary")
  })

  it("is not framed once more for a payer who comes back, perhaps within that frame", async () => {
    const state = OPEN_STATES["directa24: page"]!
    const container = await show(state, { framed: ["directa24"], hasReturned: true })
    expect(container.querySelector("iframe")).toBeNull()
    expect(screen.getByRole("link")).toBeTruthy()
  })

  it("has no frame otherwise", async () => {
    const container = await show(OPEN_STATES["streampay: link"]!, { framed: ["directa24"] })
    expect(container.querySelector("iframe")).toBeNull()
  })

  it("posts into the frame what has to be posted", async () => {
    const submit = jest.spyOn(HTMLFormElement.prototype, "submit").mockReturnValue()
    const container = await show(OPEN_STATES["corefy: form to post"]!, { framed: ["corefy"] })
    const [form] = container.querySelectorAll("form")
    expect(form?.target).toBe(container.querySelector("iframe")?.name)
    expect(submit.mock.contexts).toEqual([form])
    submit.mockRestore()
  })
})

describe("transfer", () => {
  it("shows address and amount exactly, with a code and a wallet's link", async () => {
    const container = await show(transferOf(COIN))
    const values = [...container.querySelectorAll("code span")].map((one) => one.textContent)
    expect(values).toEqual(["0.612345", COIN.address])
    expect(
      await screen.findByRole("img", { name: "QR code to pay with SOL on Solana" })
    ).toBeTruthy()
    expect(screen.getByRole("link", { name: "Open in wallet" }).getAttribute("href")).toBe(COIN.uri)
    expect(container.textContent).toContain("Send only SOL on Solana")
    expect(screen.queryByRole("combobox")).toBeNull()
  })

  it("lets the payer choose the coin, then its network", async () => {
    const container = await show(transferOf(...COINS))
    const address = () => container.querySelectorAll("code span")[1]?.textContent
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Currency" }), "USDT")
    expect(address()).toBe(COINS[1]?.address)
    await userEvent.selectOptions(
      screen.getByRole("combobox", { name: "Network" }),
      "Tron (TRC-20)"
    )
    expect(address()).toBe(COINS[2]?.address)
    expect(container.textContent).toContain("Send only USDT on Tron (TRC-20)")
    expect(screen.queryByRole("link", { name: "Open in wallet" })).toBeNull()
    // A new quote for the same coin keeps the choice; a coin that is gone does not.
    await client.tell(transferOf(...COINS.map((coin) => ({ ...coin, amount: "40.1000" }))))
    expect(address()).toBe(COINS[2]?.address)
    await client.tell(transferOf(COIN))
    expect(address()).toBe(COIN.address)
  })

  it("shows no code of another address while the new one is drawn", async () => {
    const code = (text: string) => <QrCode text={text} label="Code" className="" />
    const { rerender } = render(code("one"))
    const before = (await screen.findByRole("img")).innerHTML
    rerender(code("two"))
    expect(screen.queryByRole("img")).toBeNull()
    expect((await screen.findByRole("img")).innerHTML).not.toBe(before)
  })

  it("shows no code of what is too long for one", () => {
    const { container } = render(<QrCode text={"1".repeat(1_001)} label="Code" className="" />)
    expect(container.innerHTML).toBe("")
  })

  it("follows no link that runs code", async () => {
    await show(transferOf({ ...COIN, uri: "javascript:alert(1)" }))
    expect(screen.queryByRole("link")).toBeNull()
  })

  it("insists on a memo", async () => {
    await show(transferOf({ ...COIN, memo: "104-22" }))
    expect(screen.getByText(en.texts.transfer.memoWarning)).toBeTruthy()
    expect(screen.getByRole("button", { name: "Copy: Memo" })).toBeTruthy()
  })

  it("copies what is exact, and says so", async () => {
    const user = userEvent.setup()
    const container = await show(transferOf(COIN))
    await user.click(screen.getByRole("button", { name: "Copy: Amount" }))
    expect(await navigator.clipboard.readText()).toBe("0.612345")
    const spoken = () => container.querySelector(".gateway-payment-spoken")?.textContent
    expect(spoken()).toBe("Copied: Amount")
    await user.click(screen.getByRole("button", { name: "Copy: Address" }))
    expect(await navigator.clipboard.readText()).toBe(COIN.address)
    expect(spoken()).toBe("Copied: Address")
    await user.click(screen.getByRole("button", { name: "Copied: Address" }))
    expect(spoken()).toBe("Copied: Address\u00a0")
  })

  it("selects the text where copying is not allowed", async () => {
    const user = userEvent.setup()
    await show(transferOf(COIN))
    jest.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("not allowed"))
    await user.click(screen.getByRole("button", { name: "Copy: Address" }))
    expect(await screen.findAllByText(en.texts.transfer.copyFailed)).not.toHaveLength(0)
    expect(window.getSelection()?.toString()).toBe(COIN.address)
  })

  it.each<[string, boolean]>([
    ["bitcoin:1A?amount=1", true],
    ["solana:7E?amount=1", true],
    ["ethereum:0x1@1?value=1", true],
    ["web+stellar:pay?destination=G", true],
    ["javascript:alert(1)", false],
    ["JavaScript:alert(1)", false],
    ["data:text/html,x", false],
    ["https://wallet.example", false],
    [" bitcoin:1A", false],
  ])("follows %s as a wallet's link: %s", (uri, isLink) => {
    expect(walletLink(uri)).toBe(isLink ? uri : undefined)
  })
})

describe("the time that is left", () => {
  const at = (time: string, expiresAt: string | null) => ({
    ...transferOf(COIN),
    server_time: time,
    expires_at: expiresAt,
  })

  beforeEach(() => {
    // The payer's clock is a day behind.
    jest.useFakeTimers({ now: Date.parse("2026-02-28T12:00:00Z") })
  })

  afterEach(() => {
    jest.useRealTimers()
  })

  const wait = (milliseconds: number) => act(() => jest.advanceTimersByTimeAsync(milliseconds))

  it("is counted by the server's clock", async () => {
    await show(at("2026-03-01T12:00:00.000Z", "2026-03-01T12:15:00.000Z"))
    expect(screen.getByRole("timer").textContent).toBe("15:00")
    await wait(61_000)
    expect(screen.getByRole("timer").textContent).toBe("13:59")
  })

  it("is not made longer by an answer that was long under way", async () => {
    await show(at("2026-03-01T12:00:00.000Z", "2026-03-01T12:15:00.000Z"))
    await wait(60_000)
    await client.tell(at("2026-03-01T12:00:30.000Z", "2026-03-01T12:15:00.000Z"))
    await wait(1_000)
    expect(screen.getByRole("timer").textContent).toBe("13:59")
  })

  it("is said now and then, not every second", async () => {
    const container = await show(at("2026-03-01T12:00:00.000Z", "2026-03-01T12:06:00.000Z"))
    const said: (string | null | undefined)[] = []
    for (let second = 0; second < 361; second++) {
      await wait(1_000)
      const text = container.querySelector(".gateway-payment-spoken")?.textContent
      if (said.at(-1) !== text) {
        said.push(text)
      }
    }
    expect(said.slice(1)).toEqual([
      "5 minutes left to pay",
      "2 minutes left to pay",
      "1 minute left to pay",
      "30 seconds left to pay",
      en.texts.time.over,
    ])
  })

  it("asks the shop when it is over, once, and lets nobody pay any more", async () => {
    await show(at("2026-03-01T12:00:00.000Z", "2026-03-01T12:00:02.000Z"))
    await wait(10_000)
    expect(client.reads).toBe(1)
    expect(screen.getAllByText(en.texts.time.over)).not.toHaveLength(0)
  })

  it("is a date when it is long, and nothing where there is none", async () => {
    const container = await show(at("2026-03-01T12:00:00.000Z", "2026-03-08T12:00:00.000Z"))
    expect(container.textContent).toMatch(/Pay before Mar 8, 2026/)
    await client.tell(at("2026-03-01T12:00:01.000Z", null))
    expect(container.querySelector(".gateway-payment-clock")).toBeNull()
  })
})
