/** @jest-environment jsdom */
import { act } from "@testing-library/react"
import { TextEncoder } from "node:util"
import { hydrateRoot } from "react-dom/client"
import { OPEN_STATES, OUTCOMES } from "../../__tests__/support/payment-states.js"
import { GatewayPayment } from "../gateway-payment.js"
import { FakeClient } from "./support/fake-client.js"

Object.assign(globalThis, { TextEncoder, IS_REACT_ACT_ENVIRONMENT: true })

describe("a payment that a server has drawn", () => {
  it.each(Object.entries({ ...OPEN_STATES, ...OUTCOMES }))(
    "comes alive without being drawn anew: %s",
    async (_, state) => {
      const { renderToString } = await import("react-dom/server")
      const client = new FakeClient()
      const element = (
        <GatewayPayment client={client} sessionId={state.session_id} initialStatus={state} />
      )
      const container = document.body.appendChild(document.createElement("div"))
      container.innerHTML = renderToString(element)
      expect(client.follows).toBe(0)
      const before = container.querySelector("h2")
      const complaints = jest.spyOn(console, "error").mockImplementation(() => undefined)
      const errors: unknown[] = []
      const root = await act(async () =>
        hydrateRoot(container, element, { onRecoverableError: (error) => errors.push(error) })
      )
      expect([errors, complaints.mock.calls]).toEqual([[], []])
      expect(container.querySelector("h2")).toBe(before)
      expect(client.follows).toBe(1)
      await act(async () => root.unmount())
      complaints.mockRestore()
      container.remove()
    }
  )
})
