/** @jest-environment jsdom */
import { render, screen } from "@testing-library/react"
import { userEvent } from "@testing-library/user-event"
import axe from "axe-core"
import { OPEN_STATES, QUESTIONS, stateOf } from "../../__tests__/support/payment-states.js"
import { type CollectField, PaymentClientError, type SessionState } from "../../client/index.js"
import { en } from "../../locales/en.js"
import { es } from "../../locales/es.js"
import { GatewayPayment, type GatewayPaymentProps } from "../gateway-payment.js"
import { FakeClient } from "./support/fake-client.js"

const asking = OPEN_STATES["directa24: questions"]!
const collect = en.texts.collect
const MORE: readonly CollectField[] = [
  {
    name: "country",
    label: "Country",
    required: true,
    options: [
      { value: "BR", label: "Brazil" },
      { value: "MX", label: "Mexico" },
    ],
  },
]

let client: FakeClient

beforeEach(() => {
  client = new FakeClient()
})

async function show(state: SessionState = asking, props: Partial<GatewayPaymentProps> = {}) {
  const { container } = render(
    <GatewayPayment client={client} sessionId={state.session_id} {...props} />
  )
  await client.tell(state)
  return { container, user: userEvent.setup() }
}

const field = (name: RegExp | string) => screen.getByLabelText(name)
const problemOf = (input: Element) =>
  document.getElementById(input.getAttribute("aria-describedby") ?? "")?.textContent
const send = () => screen.getByRole("button", { name: collect.send })

async function fill(user: ReturnType<typeof userEvent.setup>): Promise<void> {
  await user.selectOptions(field("Payment method"), "PIX")
  await user.type(field("CPF or CNPJ"), " 529.982.247-25 ")
  await user.type(field(/Mobile phone/), "+5511999990000")
}

describe("the gateway's questions", () => {
  it("are fields with labels, purposes, and what the browser knows by itself", async () => {
    await show()
    expect(screen.getByRole("combobox", { name: "Payment method" })).toBeTruthy()
    expect((field(/Mobile phone/) as HTMLInputElement).type).toBe("tel")
    expect(field(/Mobile phone/).getAttribute("autocomplete")).toBe("tel")
    expect(screen.getByText("Mobile phone (please check)")).toBeTruthy()
    expect(screen.getByText("Date of birth (YYYY-MM-DD) (optional)")).toBeTruthy()
    expect((field("CPF or CNPJ") as HTMLInputElement).required).toBe(true)
  })

  it("are asked in the page's language", async () => {
    await show(stateOf({ next_action: { type: "collect", fields: [...QUESTIONS, ...MORE] } }), {
      locale: es,
    })
    expect(screen.getByRole("textbox", { name: "Documento (CPF or CNPJ)" })).toBeTruthy()
    expect(screen.getByText("Teléfono móvil (revísalo)")).toBeTruthy()
    expect(screen.getByRole("option", { name: "México" })).toBeTruthy()
  })

  it("are sent once, without blanks around them, and lead on", async () => {
    const { user, container } = await show()
    let release: (state: SessionState) => void = () => undefined
    client.onAnswer = () => new Promise((resolve) => (release = resolve))
    await fill(user)
    await user.click(send())
    const button = screen.getByRole("button", { name: collect.sending })
    expect(button.getAttribute("aria-disabled")).toBe("true")
    await user.click(button)
    expect(client.answered).toEqual([
      { bank: "IX", document: "529.982.247-25", phone: "+5511999990000" },
    ])
    release(OPEN_STATES["directa24: page"]!)
    expect(await screen.findByRole("link", { name: "Go to the payment page" })).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole("heading"))
    expect(container.innerHTML).not.toContain("529.982")
  })

  it("are checked as they are typed, once the field was left", async () => {
    const { user } = await show()
    const input = field("CPF or CNPJ")
    await user.type(input, "12")
    expect(input.getAttribute("aria-invalid")).toBe("false")
    await user.tab()
    expect(input.getAttribute("aria-invalid")).toBe("true")
    expect(problemOf(input)).toBe(collect.invalid)
    await user.clear(input)
    expect(problemOf(input)).toBe(collect.required)
    await user.type(input, "52998224725")
    expect(input.getAttribute("aria-invalid")).toBe("false")
  })

  it("are checked when they are sent: nothing goes out, and the first wrong one gets the focus", async () => {
    const { user, container } = await show()
    await user.type(field(/Mobile phone/), "12345678")
    await user.click(send())
    await new Promise((resolve) => requestAnimationFrame(resolve))
    expect(client.answered).toEqual([])
    expect(document.activeElement).toBe(field("Payment method"))
    expect(problemOf(field("Payment method"))).toBe(collect.required)
    expect(problemOf(field("CPF or CNPJ"))).toBe(collect.required)
    expect(field(/Mobile phone/).getAttribute("aria-invalid")).toBe("false")
    HTMLCanvasElement.prototype.getContext = () => null
    const { violations } = await axe.run(container, { rules: { region: { enabled: false } } })
    expect(violations.filter(({ id }) => id !== "color-contrast")).toEqual([])
  })

  it("show what the shop refused, until it is changed", async () => {
    const { user } = await show()
    client.onAnswer = () =>
      Promise.reject(
        new PaymentClientError({
          status: 400,
          type: "invalid_data",
          message: "Please correct these fields: document (CPF or CNPJ) is not valid.",
        })
      )
    await fill(user)
    await user.click(send())
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const input = field("CPF or CNPJ")
    expect(problemOf(input)).toBe(collect.invalid)
    expect(document.activeElement).toBe(input)
    expect(screen.queryByRole("alert")).toBeNull()
    await user.type(input, "1")
    expect(input.getAttribute("aria-invalid")).toBe("false")
  })

  it.each<[string, PaymentClientError, string]>([
    [
      "in the shop's words where it gives some",
      new PaymentClientError({ status: 400, message: "Directa24 takes BRL in Brazil." }),
      `${collect.failed} Directa24 takes BRL in Brazil.`,
    ],
    [
      "in the page's language where the shop cannot be reached",
      new PaymentClientError({ status: null, message: "fetch failed" }),
      `${collect.failed} `,
    ],
  ])("say what else went wrong, %s", async (_, error, text) => {
    const { user } = await show()
    client.onAnswer = () => Promise.reject(error)
    await fill(user)
    await user.click(send())
    expect((await screen.findByRole("alert")).textContent).toBe(text)
    // What was typed is still there, to be sent again.
    expect((field("CPF or CNPJ") as HTMLInputElement).value).toContain("529.982")
    expect(send()).toBeTruthy()
  })

  it("can be followed by others", async () => {
    const { user } = await show(stateOf({ next_action: { type: "collect", fields: MORE } }))
    client.onAnswer = () => Promise.resolve(asking)
    await user.selectOptions(field("Country"), "BR")
    await user.keyboard("{Tab}{Enter}")
    expect(client.answered).toEqual([{ country: "BR" }])
    expect(await screen.findByLabelText("CPF or CNPJ")).toBeTruthy()
  })
})
