/** @jest-environment jsdom */
import { TextEncoder } from "node:util"
import { act, render, screen } from "@testing-library/react"
import { userEvent } from "@testing-library/user-event"
import { DONE, OPEN_STATES, OUTCOMES } from "../../__tests__/support/payment-states.js"
import { FakeClient } from "../../react/__tests__/support/fake-client.js"
import { requestJson } from "../../client/store-request.js"
import { CheckoutPayment } from "../checkout-payment.js"
import { leaveFor } from "../leave-for.js"
import { openPayment } from "../open-payment.js"

Object.assign(globalThis, { TextEncoder })

jest.mock("../leave-for.js", () => ({ leaveFor: jest.fn() }))
jest.mock("../../client/store-request.js", () => ({ requestJson: jest.fn() }))

const left = jest.mocked(leaveFor)
const OPEN = OPEN_STATES["streampay: link"]!
const SESSION = OPEN.session_id

let client: FakeClient

beforeEach(() => {
  client = new FakeClient()
  left.mockClear()
  history.replaceState(null, "", `/us/checkout/payment?session_id=${SESSION}`)
})

it("shows the payment that the page's address names", async () => {
  const { container } = render(<CheckoutPayment client={client} />)
  await client.tell(OPEN)
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Pay on the payment page")
  expect(container.firstElementChild?.className).toBe("gateway-payment gateway-payment-page")
})

it("waits for the payment of somebody who comes back from the gateway's page", async () => {
  history.replaceState(null, "", `${location.href}&status=requires_more`)
  const { container } = render(<CheckoutPayment client={client} />)
  await client.tell(OPEN)
  expect(container.firstElementChild?.getAttribute("data-view")).toBe("returned")
})

it("goes with the browser's history", async () => {
  render(<CheckoutPayment client={client} />)
  history.replaceState(null, "", "/us/checkout/payment?session_id=payses_OTHER")
  act(() => void window.dispatchEvent(new PopStateEvent("popstate")))
  expect([...client.followers.keys()]).toEqual(["payses_OTHER"])
})

it("has nothing to show on a server, which does not know the address", async () => {
  const { renderToString } = await import("react-dom/server")
  expect(renderToString(<CheckoutPayment client={client} />)).toBe("")
})

it("leads to the order, in its country where the shop tells it", async () => {
  const asked = jest.mocked(requestJson)
  asked.mockResolvedValue({ order: { shipping_address: { country_code: "sa" } } })
  render(<CheckoutPayment client={client} />)
  await client.tell(DONE)
  await act(async () => undefined)
  expect(asked).toHaveBeenCalledTimes(1)
  expect(left).toHaveBeenCalledWith(`/sa/order/${DONE.order_id}/confirmed`)
})

it("leads back to the ways to pay", async () => {
  render(<CheckoutPayment client={client} />)
  await client.tell(OUTCOMES.failed)
  await userEvent.click(screen.getByRole("button", { name: "Choose another method" }))
  expect(left).toHaveBeenCalledWith("/us/checkout?step=payment")
})

it("is opened from the checkout", () => {
  history.replaceState(null, "", "/sa/checkout?step=review")
  openPayment({ id: SESSION })
  expect(left).toHaveBeenCalledWith(`/sa/checkout/payment?session_id=${SESSION}`)
})
