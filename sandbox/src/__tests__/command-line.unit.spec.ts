import { HELP, readCommandLine } from "../command-line"

describe("the command line", () => {
  it("has sound defaults", () => {
    expect(readCommandLine([])).toMatchObject({ port: 9090, clockSpeed: 1 })
  })

  it("reads every flag that help names", () => {
    const flags = [...HELP.matchAll(/^ {2}(--[a-z0-9-]+) <(\w+)>/gm)].map(([, flag = "", kind]) => [
      flag,
      kind === "number" ? "0" : kind === "codes" ? "SAR, USD" : "x",
    ])
    expect(flags).toHaveLength(29)
    expect(readCommandLine(flags.flat())).toEqual({
      port: 0,
      host: "x",
      publicUrl: "x",
      clockSpeed: 0,
      streampay: {
        apiKey: "x",
        apiSecret: "x",
        webhookSecret: "x",
        webhookUrl: "x",
        enabledCurrencies: ["SAR", "USD"],
      },
      corefy: {
        commerceAccountId: "x",
        apiKey: "x",
        callbackSecret: "x",
        callbackSecretTest: "x",
        webhookUrl: "x",
        enabledCurrencies: ["SAR", "USD"],
      },
      directa24: {
        apiKey: "x",
        apiPassphrase: "x",
        apiSignature: "x",
        statusApiKey: "x",
        statusApiPassphrase: "x",
        readOnlyKey: "x",
        webhookUrl: "x",
        returnUrl: "x",
      },
      streamCrypto: { clientId: "x", clientSecret: "x", webhookUrl: "x" },
      xgateway: { apiKey: "x", secretKey: "x", webhookUrl: "x" },
    })
  })

  it("asks for help", () => {
    expect(readCommandLine(["--help"])).toBeNull()
    expect(readCommandLine(["-h"])).toBeNull()
  })

  it.each([
    [["--port", "abc"], "--port must be a number"],
    [["--port", "70000"], "--port must be a whole number"],
    [["--clock-speed", ""], "--clock-speed must be a number"],
    [["--prot", "1"], "--prot"],
  ])("refuses %p", (args, message) => {
    expect(() => readCommandLine(args)).toThrow(message)
  })
})
