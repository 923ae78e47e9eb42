import { GatewayError } from "../../../core/errors"
import { type PaymentMethod, PaymentMethods, paymentMethodsOf } from "../payment-methods"

const PIX: PaymentMethod = { code: "IX", name: "PIX" }
const CHOICE = [{ value: "IX", label: "PIX" }]

function methods(load: (country: string) => Promise<PaymentMethod[]>) {
  const clock = { now: 0 }
  const warnings: string[] = []
  const calls: string[] = []
  const logger = {
    debug: () => undefined,
    info: () => undefined,
    error: () => undefined,
    warn: (text: unknown) => void warnings.push(String(text)),
  }
  const counted = (country: string) => {
    calls.push(country)
    return load(country)
  }
  const list = new PaymentMethods(counted, { logger } as never, () => clock.now)
  return { list, clock, calls, warnings }
}

const unavailable = () =>
  Promise.reject(
    new GatewayError({ code: "unavailable", message: "Directa24 is away.", retry: true })
  )

describe("the ways to pay in a country", () => {
  it("are asked for once in five minutes, per country", async () => {
    const { list, clock, calls } = methods(async () => [PIX])
    expect(await list.choices("BR")).toEqual(CHOICE)
    clock.now = 299_999
    expect(await list.choices("BR")).toEqual(CHOICE)
    expect(await list.choices("AR")).toEqual(CHOICE)
    expect(calls).toEqual(["BR", "AR"])
    clock.now = 300_000
    await list.choices("BR")
    expect(calls).toEqual(["BR", "AR", "BR"])
  })

  it("are one call for all who ask meanwhile", async () => {
    let answer: (list: PaymentMethod[]) => void = () => undefined
    const { list, calls } = methods(() => new Promise((resolve) => (answer = resolve)))
    const asked = [list.choices("BR"), list.choices("BR"), list.choices("BR")]
    answer([PIX])
    expect(await Promise.all(asked)).toEqual([CHOICE, CHOICE, CHOICE])
    expect(calls).toHaveLength(1)
  })

  it("can fail; that is logged, told to all who wait, and not kept", async () => {
    let isAway = true
    const { list, calls, warnings } = methods(() =>
      isAway ? unavailable() : Promise.resolve([PIX])
    )
    expect(await Promise.all([list.choices("BR"), list.choices("BR")])).toEqual([
      undefined,
      undefined,
    ])
    expect(warnings[0]).toContain("no list of payment methods for BR")
    isAway = false
    expect(await list.choices("BR")).toEqual(CHOICE)
    expect(calls).toHaveLength(2)
  })

  it("can be none: then the code is asked for as text", async () => {
    expect(await methods(async () => []).list.choices("BR")).toBeUndefined()
  })
})

describe("a list of payment methods", () => {
  it("leaves out what cannot be chosen", () => {
    const listed = [
      { code: "IX", name: "PIX", country: "br" },
      { code: "IX", name: "PIX again", country: "BR" },
      { code: "VI", name: "Visa", country: "MX" },
      { code: "LONG", name: "Too long" },
      { code: "É", name: "No code" },
      { code: null, name: "None" },
      { name: "None" },
      { code: "BL", name: "" },
      { code: "BB", name: "B".repeat(500) },
    ]
    expect(paymentMethodsOf(listed, "BR")).toEqual([
      { code: "IX", name: "PIX again" },
      { code: "BL", name: "BL" },
      { code: "BB", name: "B".repeat(100) },
    ])
  })
})
