import { readFileSync } from "node:fs"
import path from "node:path"
import { inspect } from "node:util"
import provider, { StreamCryptoProvider } from ".."
import { streamCrypto } from "../gateway"
import { streamCryptoOptionsSchema } from "../options"

const KEYS = { clientId: "shop_public_1", clientSecret: "stream_secret_made_up" }

const check = (options: unknown) =>
  streamCrypto.checkOptions(options, { name: "stream-crypto", id: "sol" })

function problemOf(options: unknown): string {
  try {
    check(options)
    return "none"
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

it("the provider is Medusa's, by its fixed name", () => {
  expect(StreamCryptoProvider.identifier).toBe("stream-crypto")
  expect(provider.services).toEqual([StreamCryptoProvider])
  expect(() => StreamCryptoProvider.validateOptions({ ...KEYS, id: "sol" })).not.toThrow()
  expect(() => StreamCryptoProvider.validateOptions({})).toThrow(/stream-crypto.*clientId/s)
})

describe("Stream's options", () => {
  it("need the client's id and secret, and have defaults for the rest", () => {
    const options = check(KEYS)
    expect(options).toMatchObject({
      clientId: "shop_public_1",
      baseUrl: "https://pay.streampayments.app/api/v1",
      mode: "page",
      latePayment: "manual",
      sandbox: false,
      timeoutMs: 10_000,
      deferredOrder: false,
      underpaymentTolerancePercent: "0",
    })
    expect(options.statusBaseUrl).toBeUndefined()
    expect(options.clientSecret.map((secret) => secret.reveal())).toEqual([KEYS.clientSecret])
  })

  it("take the merchant's choices", () => {
    const chosen = {
      baseUrl: "https://streampayments.app/api/v1",
      statusBaseUrl: "https://status.example/api/v1",
      mode: "manual",
      latePayment: "capture",
      sandbox: true,
      timeoutMs: 2500,
      deferredOrder: true,
    }
    expect(check({ ...KEYS, ...chosen })).toMatchObject(chosen)
  })

  it("take several client secrets", () => {
    const options = check({ ...KEYS, clientSecret: ["new one", "old one"] })
    expect(options.clientSecret.map((secret) => secret.reveal())).toEqual(["new one", "old one"])
  })

  it.each(["clientId", "clientSecret"])("stop the boot without %s", (name) => {
    for (const value of [undefined, "", " ", null, 5]) {
      const problem = problemOf({ ...KEYS, [name]: value })
      expect(problem).toContain(`stream-crypto (id "sol") cannot start: option "${name}"`)
      expect(problem).toContain("Stream's dashboard")
    }
  })

  it.each([
    ["clientId", "../page"],
    ["clientId", "shop 1"],
    ["clientSecret", []],
    ["clientSecret", ["new", ""]],
    ["mode", "popup"],
    ["mode", true],
    ["latePayment", "refund"],
    ["statusBaseUrl", "http://streampayments.app/api/v1"],
    ["statusBaseUrl", "https://streampayments.app/api/v1?x=1"],
    ["baseUrl", "http://pay.streampayments.app/api/v1"],
    ["baseUrl", "pay.streampayments.app"],
    ["baseUrl", "https://user:word@pay.streampayments.app"],
    ["sandbox", "false"],
    ["timeoutMs", 0],
  ])("refuse %s = %j", (name, value) => {
    expect(problemOf({ ...KEYS, [name]: value })).toContain(`option "${name}" is`)
  })

  it.each([
    ["clientID", "clientId"],
    ["clientSecrets", "clientSecret"],
    ["latePayments", "latePayment"],
    ["statusBaseURL", "statusBaseUrl"],
  ])("suggest the right name for %s", (wrong, right) => {
    expect(problemOf({ ...KEYS, [wrong]: "x" })).toContain(`did you mean "${right}"`)
  })

  it("never print the secret", () => {
    const shown = inspect(check(KEYS), { depth: 8 }) + JSON.stringify(check(KEYS))
    expect(shown).not.toContain(KEYS.clientSecret)
    expect(problemOf({ ...KEYS, clientSecret: "canary ", mode: "x" })).not.toContain("canary")
  })
})

describe("the README's table of options", () => {
  const readme = readFileSync(path.join(__dirname, "..", "README.md"), "utf8")
  const documented = new Map(
    [...readme.matchAll(/^\| `([a-z]\w+)` \|.*\|.*\| (\S+) \|$/gm)].map(
      ([, name, value]) => [name, value.replaceAll("`", "")] as const
    )
  )

  it("has every option and no other", () => {
    const names = Object.keys(streamCryptoOptionsSchema.shape)
    expect([...documented.keys()].sort()).toEqual(names.sort())
  })

  it("has their defaults", () => {
    const defaults: Record<string, unknown> = {
      ...streamCryptoOptionsSchema.parse(KEYS),
      statusBaseUrl: "baseUrl",
    }
    for (const name of Object.keys(streamCryptoOptionsSchema.shape)) {
      const expected = name in KEYS ? "**required**" : String(defaults[name])
      expect([name, documented.get(name)]).toEqual([name, expected])
    }
  })
})
