import { lastComplaint } from "../medusa"

describe("lastComplaint", () => {
  it("takes the last error that Medusa logged, without its stack", () => {
    expect(
      lastComplaint([
        "info:    all is well",
        "error:   Error starting server",
        "error:   Loaders for module Payment failed: streampay is misconfigured",
        "    at Object.<anonymous> (/shop/index.js:1:1)",
      ])
    ).toBe("Loaders for module Payment failed: streampay is misconfigured")
  })

  it("knows an uncaught error of Node", () => {
    expect(lastComplaint(["Error: Cannot find module 'x'", "Require stack:"])).toBe(
      "Error: Cannot find module 'x'"
    )
  })

  it("finds nothing in a log without errors", () => {
    expect(lastComplaint(["info:    started", "warn:    no error here"])).toBeUndefined()
  })
})
