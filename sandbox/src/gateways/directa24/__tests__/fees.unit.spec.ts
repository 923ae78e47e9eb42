import { startSandbox, type Setup } from "./harness"

describe("fees", () => {
  let setup: Setup

  beforeEach(async () => {
    setup = await startSandbox()
    await setup.api.link()
  })

  afterEach(() => setup.stop())

  it.each([
    ["0", 0],
    ["3.5", 0.6],
    ["2.99", 0.51],
  ])("of %s percent are told in dollars by v3", async (feePercent, fee) => {
    setup.controls.changeSettings({ feePercent })
    const { json } = await setup.api.v3("GET", "/v3/deposits/300000001")
    expect(json).toMatchObject({ usd_amount: 17.19, fee_amount: fee, fee_currency: "USD" })
  })

  it.each(["", "-1", "100", "1.234"])("of %j percent are none", (feePercent) => {
    expect(() => setup.controls.changeSettings({ feePercent })).toThrow("feePercent")
    expect(setup.controls.settings().feePercent).toBe("0")
  })
})
