/** @jest-environment jsdom */
import { act, render, screen, within } from "@testing-library/react"
import { userEvent } from "@testing-library/user-event"
import axe from "axe-core"
import { StrictMode } from "react"
import {
  COINS,
  DONE,
  OPEN_STATES,
  OUTCOMES,
  stateOf,
} from "../../__tests__/support/payment-states.js"
import { PaymentClientError, type SessionState } from "../../client/index.js"
import { ar } from "../../locales/ar.js"
import { en } from "../../locales/en.js"
import { es } from "../../locales/es.js"
import { ptBR } from "../../locales/pt-BR.js"
import { zh } from "../../locales/zh.js"
import { GatewayPayment, type GatewayPaymentProps } from "../gateway-payment.js"
import { FakeClient } from "./support/fake-client.js"

const SESSION = stateOf().session_id
const WAYS = {
  onComplete: () => undefined,
  onTryAgain: () => undefined,
  onChooseAnother: () => undefined,
  supportUrl: "mailto:help@shop.example",
}

let client: FakeClient

beforeEach(() => {
  client = new FakeClient()
})

async function show(state: SessionState, props: Partial<GatewayPaymentProps> = {}) {
  const element = (more: Partial<GatewayPaymentProps> = {}) => (
    <GatewayPayment client={client} sessionId={SESSION} {...props} {...more} />
  )
  const { container, rerender, unmount } = render(element())
  await client.tell(state)
  return {
    region: container.firstElementChild as HTMLElement,
    change: (more: Partial<GatewayPaymentProps>) => rerender(element(more)),
    unmount,
  }
}

// It looks for fonts of icons, by drawing them.
HTMLCanvasElement.prototype.getContext = () => null

async function violationsIn(region: Element): Promise<string[]> {
  const { violations } = await axe.run(region, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: {
      // Colors are looked at in the styles' own tests; the page around it is the shop's.
      "color-contrast": { enabled: false },
      region: { enabled: false },
      "page-has-heading-one": { enabled: false },
    },
  })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)
}

const EVERY_STATE: [string, SessionState][] = [
  ...Object.entries(OPEN_STATES),
  ...Object.entries(OUTCOMES),
]

describe("every state", () => {
  it.each(EVERY_STATE)("is accessible and says what it is: %s", async (name, state) => {
    const { region } = await show(state, WAYS)
    expect(await violationsIn(region)).toEqual([])
    expect(region.dataset.status).toBe(client.whatNext(state).kind)
    const view = region.dataset.view as keyof typeof en.texts.views
    expect(name.includes(":") || view === name).toBe(true)
    expect(screen.getByRole("region", { name: en.texts.views[view].title })).toBe(region)
    expect(region.textContent).not.toMatch(/\{\w+\}|undefined|NaN/)
    expect(region.dataset.gateway).toBe(state.gateway)
  })

  it.each(EVERY_STATE)("is accessible in Arabic, from right to left: %s", async (_, state) => {
    const { region } = await show(state, { ...WAYS, locale: ar })
    expect(await violationsIn(region)).toEqual([])
    expect([region.dir, region.lang]).toEqual(["rtl", "ar"])
    expect(region.textContent).not.toMatch(/\{\w+\}/)
  })

  it.each([es, ptBR, zh].flatMap((locale) => EVERY_STATE.map((one) => [locale, ...one] as const)))(
    "has words of the language: %j %s",
    async (locale, _, state) => {
      const { region } = await show(state, { ...WAYS, locale })
      const view = region.dataset.view as keyof typeof en.texts.views
      expect(within(region).getByRole("heading").textContent).toBe(locale.texts.views[view].title)
      expect(region.textContent).not.toMatch(/\{\w+\}/)
    }
  )
})

describe("the frame of all states", () => {
  it("waits for the first state", async () => {
    const { container } = render(<GatewayPayment client={client} sessionId={SESSION} />)
    expect(container.firstElementChild?.getAttribute("aria-busy")).toBe("true")
    expect(screen.getByRole("heading", { level: 2 }).textContent).toBe(en.texts.views.loading.title)
  })

  it("shows at once what a server has read", () => {
    render(<GatewayPayment client={client} sessionId={SESSION} initialStatus={OUTCOMES.failed} />)
    expect(screen.getByRole("heading").textContent).toBe(en.texts.views.failed.title)
  })

  it("takes other words, classes and a heading of another level", async () => {
    const { region } = await show(OUTCOMES.failed, {
      ...WAYS,
      texts: { views: { failed: { title: "Oh no" } }, actions: { tryAgain: "Once more" } },
      className: "mine",
      classNames: { button: "wide" },
      headingLevel: 3,
      theme: "dark",
    })
    expect(screen.getByRole("heading", { level: 3, name: "Oh no" })).toBeTruthy()
    expect(screen.getByRole("button", { name: "Once more" }).className).toBe(
      "gateway-payment-button wide"
    )
    expect(region.className).toBe("gateway-payment mine")
    expect(region.dataset.theme).toBe("dark")
  })

  it("lets a shop draw a state itself", async () => {
    await show(OPEN_STATES["xgateway: coins"]!, {
      slots: {
        transfer: ({ next, payment }) => (
          <p>
            {next.destinations.length} coins for {payment.status?.session_id}
          </p>
        ),
      },
    })
    expect(screen.getByText(`${COINS.length} coins for ${SESSION}`)).toBeTruthy()
    expect(screen.queryByRole("button", { name: /Copy/ })).toBeNull()
  })

  it("shows what came and what is still due", async () => {
    const { region } = await show(OUTCOMES.short)
    expect(region.textContent).toContain("Please pay the remaining $40.00")
    expect(
      [...region.querySelectorAll(".gateway-payment-amounts dd bdi")].map((one) => one.textContent)
    ).toEqual(["$100.00", "$60.00", "$40.00"])
    expect(screen.getByRole("button", { name: "Copy: Address" })).toBeTruthy()
  })

  it("tells what was too much, exactly", async () => {
    const { region } = await show(OUTCOMES.over)
    expect(region.textContent).toContain("$20.50 too much")
  })

  it("names the payment where the shop has to be asked", async () => {
    const { region } = await show(OUTCOMES.late, WAYS)
    expect(region.textContent).toContain(`Reference: ${OUTCOMES.late.reference}`)
    expect(screen.getByRole("link", { name: "Contact the shop" }).getAttribute("href")).toBe(
      WAYS.supportUrl
    )
    expect(screen.queryByRole("button")).toBeNull()
  })

  it("says when the shop cannot be reached, and when it can be again", async () => {
    const { region } = await show(stateOf())
    const problem = new PaymentClientError({ message: "no", status: null })
    await act(async () => client.followers.get(SESSION)?.onProblem?.(problem))
    expect(region.textContent).toContain(en.texts.offline)
    await client.tell(stateOf())
    expect(region.textContent).not.toContain(en.texts.offline)
  })

  it("says when there is no such payment", async () => {
    const { region } = await show(OPEN_STATES["xgateway: coins"]!, WAYS)
    await client.fail(SESSION, new PaymentClientError({ message: "no", status: 404 }))
    expect([region.dataset.view, region.dataset.status]).toEqual(["unavailable", "unavailable"])
    expect(region.textContent).not.toContain("Send only")
    expect(screen.getByRole("button", { name: en.texts.actions.chooseAnother })).toBeTruthy()
  })
})

describe("what is said to screen readers", () => {
  it("tells each new state, once", async () => {
    const { region } = await show(stateOf())
    const spoken = region.querySelector(".gateway-payment-spoken")
    expect(spoken?.getAttribute("role")).toBe("status")
    expect(spoken?.textContent).toContain(en.texts.views.wait.title)
    await client.tell(OUTCOMES.paid)
    expect(spoken?.textContent).toContain(en.texts.views.paid.title)
  })

  it("keeps the keyboard's place when what had it is gone", async () => {
    await show(OPEN_STATES["streampay: link"]!)
    screen.getByRole("link").focus()
    await client.tell(OUTCOMES.paid)
    expect(document.activeElement).toBe(screen.getByRole("heading"))
  })

  it("leaves the keyboard where it is otherwise", async () => {
    const other = document.body.appendChild(document.createElement("button"))
    await show(OPEN_STATES["streampay: link"]!)
    screen.getByRole("link").focus()
    other.focus()
    await client.tell(OUTCOMES.paid)
    expect(document.activeElement).toBe(other)
    other.remove()
  })
})

describe("where the payer goes", () => {
  it("is led to the finished order, once", async () => {
    const orders: string[] = []
    const onComplete = (order: string) => orders.push(order)
    await show(stateOf(), { onComplete })
    await client.tell(DONE)
    await client.tell({ ...DONE })
    expect(orders).toEqual(["order_01JNORDER"])
    await userEvent.click(screen.getByRole("button", { name: en.texts.actions.order }))
    expect(orders).toEqual(["order_01JNORDER", "order_01JNORDER"])
  })

  it("is not led away from what has to be read first", async () => {
    const onComplete = jest.fn()
    await show(OUTCOMES.over, { onComplete })
    expect(onComplete).not.toHaveBeenCalled()
    await userEvent.click(screen.getByRole("button", { name: en.texts.actions.order }))
    expect(onComplete).toHaveBeenCalledWith("order_01JNORDER")
  })

  it.each(["failed", "canceled", "expired"] as const)("can go on after %s", async (name) => {
    const onTryAgain = jest.fn()
    const onChooseAnother = jest.fn()
    await show(OUTCOMES[name], { onTryAgain, onChooseAnother })
    const [first, second] = screen.getAllByRole("button")
    expect(first?.className).toBe("gateway-payment-button")
    await userEvent.click(first!)
    await userEvent.click(second!)
    expect([onTryAgain.mock.calls.length, onChooseAnother.mock.calls.length]).toEqual([1, 1])
  })

  it.each(["wait", "paid", "done", "stuck", "late"] as const)(
    "is not asked to pay again: %s",
    async (name) => {
      await show(OUTCOMES[name], { onTryAgain: jest.fn(), onChooseAnother: jest.fn() })
      expect(screen.queryByRole("button")).toBeNull()
    }
  )
})

describe("following", () => {
  it("ends with the component, and begins anew for another session", async () => {
    const { change, unmount, region } = await show(OUTCOMES.failed)
    change({ sessionId: "payses_2" })
    expect([...client.followers.keys()]).toEqual(["payses_2"])
    expect(region.dataset.view).toBe("loading")
    await client.tell(stateOf({ session_id: "payses_2" }))
    expect(region.dataset.view).toBe("wait")
    unmount()
    expect(client.followers.size).toBe(0)
  })

  it("does not begin anew with each picture, whatever is given anew", async () => {
    const { change } = await show(stateOf())
    change({ texts: {}, onComplete: () => undefined })
    change({ texts: {}, onComplete: () => undefined })
    expect(client.follows).toBe(1)
  })

  it("looks again when somebody comes back to a payment that had failed", async () => {
    const { region } = await show(stateOf())
    await client.end(OUTCOMES.failed)
    expect(client.follows).toBe(1)
    window.dispatchEvent(new Event("pageshow"))
    await client.tell(DONE)
    expect(client.follows).toBe(2)
    expect(region.dataset.status).toBe("done")
  })

  it("shows no state that is older than the one it has", async () => {
    const { region } = await show({ ...OUTCOMES.paid, server_time: "2026-03-01T12:00:09.000Z" })
    await client.tell(stateOf())
    expect(region.dataset.view).toBe("paid")
  })

  it("works in strict mode", async () => {
    const onComplete = jest.fn()
    const { container } = render(
      <StrictMode>
        <GatewayPayment
          client={client}
          sessionId={SESSION}
          initialStatus={DONE}
          onComplete={onComplete}
        />
      </StrictMode>
    )
    await client.tell(DONE)
    expect(onComplete).toHaveBeenCalledTimes(1)
    expect((container.firstElementChild as HTMLElement).dataset.status).toBe("done")
  })
})
