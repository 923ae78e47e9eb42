import { hasPlugin } from "../plugin-presence"

describe("hasPlugin", () => {
  it.each([
    ["by its name", { plugins: ["medusa-payment-gateways"] }, true],
    ["with options", { plugins: [{ resolve: "medusa-payment-gateways" }] }, true],
    ["its ledger as a module", { modules: { payment_gateways: {} } }, true],
    [
      "other plugins only",
      { plugins: ["@medusajs/draft-order", {}], modules: { cart: {} } },
      false,
    ],
    ["nothing", {}, false],
  ])("sees a shop with %s", (_, config, expected) => {
    expect(hasPlugin(config)).toBe(expected)
  })
})
