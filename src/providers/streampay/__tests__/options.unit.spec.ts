import { readFileSync } from "node:fs"
import path from "node:path"
import { inspect } from "node:util"
import { streamPay } from "../gateway"
import { streamPayOptionsSchema } from "../options"

const KEYS = { apiKey: "ak_test_123", apiSecret: "as_test_456", webhookSecret: "sp_whsec_made_up" }

const check = (options: unknown) => streamPay.checkOptions(options, { name: "streampay", id: "sa" })

function problemOf(options: unknown): string {
  try {
    check(options)
    return "none"
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe("StreamPay's options", () => {
  it("need the key pair and the webhook secret, and have defaults for the rest", () => {
    const options = streamPay.checkOptions(KEYS, { name: "streampay" })
    expect(options).toMatchObject({
      baseUrl: "https://stream-app-service.streampay.sa",
      sandbox: false,
      timeoutMs: 10_000,
      deferredOrder: false,
      underpaymentTolerancePercent: "0",
      pricesIncludeVat: true,
      vatExempt: false,
      allowPartialRefunds: false,
      webhookToleranceSeconds: 0,
      expiresInMinutes: 60,
    })
    expect(options.webhookSecret.map((secret) => secret.reveal())).toEqual([KEYS.webhookSecret])
  })

  it("take several webhook secrets", () => {
    const options = streamPay.checkOptions(
      { ...KEYS, webhookSecret: ["sp_new", "sp_old"] },
      { name: "streampay" }
    )
    expect(options.webhookSecret.map((secret) => secret.reveal())).toEqual(["sp_new", "sp_old"])
  })

  it("take the merchant's choices", () => {
    const chosen = {
      baseUrl: "https://proxy.example/streampay",
      sandbox: true,
      timeoutMs: 2500,
      deferredOrder: true,
      pricesIncludeVat: false,
      vatExempt: true,
      allowPartialRefunds: true,
      webhookToleranceSeconds: 300,
      expiresInMinutes: 1440,
    }
    expect(check({ ...KEYS, ...chosen })).toMatchObject(chosen)
  })

  it.each(["apiKey", "apiSecret", "webhookSecret"])("stop the boot without %s", (name) => {
    for (const value of [undefined, "", " ", null, 5]) {
      const problem = problemOf({ ...KEYS, [name]: value })
      expect(problem).toContain("streampay")
      expect(problem).toContain('"sa"')
      expect(problem).toContain(`option "${name}"`)
      expect(problem).toMatch(/StreamPay's dashboard|key pair was created/)
    }
  })

  it.each([
    ["webhookSecret", []],
    ["webhookSecret", ["sp_new", ""]],
    ["apiKey", " ak_with_a_space"],
    ["pricesIncludeVat", "yes"],
    ["vatExempt", 1],
    ["allowPartialRefunds", "false"],
    ["webhookToleranceSeconds", -1],
    ["webhookToleranceSeconds", 1.5],
    ["webhookToleranceSeconds", 700_000],
    ["expiresInMinutes", 4],
    ["expiresInMinutes", 43_201],
    ["expiresInMinutes", "60"],
    ["timeoutMs", 0],
    ["baseUrl", "http://stream-app-service.streampay.sa"],
    ["baseUrl", "stream-app-service.streampay.sa"],
    ["baseUrl", "https://user:word@streampay.sa"],
  ])("refuse %s = %j", (name, value) => {
    expect(problemOf({ ...KEYS, [name]: value })).toContain(`option "${name}" is`)
  })

  it.each([
    ["webhooksecret", "webhookSecret"],
    ["apikey", "apiKey"],
    ["allowPartialRefund", "allowPartialRefunds"],
    ["priceIncludesVat", "pricesIncludeVat"],
    ["expireInMinutes", "expiresInMinutes"],
  ])("suggest the right name for %s", (wrong, right) => {
    expect(problemOf({ ...KEYS, [wrong]: "x" })).toContain(`did you mean "${right}"`)
  })

  it("tell all problems at once, and no value", () => {
    const problem = problemOf({ apiKey: "ak_canary ", apiSecret: 77_001, expiresInMinutes: 3 })
    expect(problem).toMatch(/apiKey.*apiSecret.*webhookSecret.*expiresInMinutes/s)
    expect(problem).not.toMatch(/canary|77001/)
  })

  it("never print a secret", () => {
    const shown = inspect(check(KEYS), { depth: 8 }) + JSON.stringify(check(KEYS))
    for (const secret of Object.values(KEYS)) {
      expect(shown).not.toContain(secret)
    }
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
    expect([...documented.keys()].sort()).toEqual(Object.keys(streamPayOptionsSchema.shape).sort())
  })

  it("has their defaults", () => {
    const defaults: Record<string, unknown> = streamPayOptionsSchema.parse(KEYS)
    for (const name of Object.keys(streamPayOptionsSchema.shape)) {
      const expected = name in KEYS ? "**required**" : String(defaults[name])
      expect([name, documented.get(name)]).toEqual([name, expected])
    }
  })

  it("has their limits", () => {
    for (const [name, schema] of Object.entries(streamPayOptionsSchema.shape)) {
      const [, from, to] = /from (\d+) to (\d+)/.exec(describedBy(schema)) ?? []
      const row = readme.split("\n").find((line) => line.startsWith(`| \`${name}\` |`))
      expect(row).toContain(from === undefined ? name : `${from} to ${to}`)
    }
  })
})

/** What the boot says that it expects of an option; a default wraps the schema that says it. */
function describedBy(schema: { description?: string; _def: object }): string {
  const { innerType } = schema._def as { innerType?: { description?: string; _def: object } }
  return schema.description ?? (innerType ? describedBy(innerType) : "")
}
