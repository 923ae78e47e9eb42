import { Console } from "node:console"
import { Writable } from "node:stream"
import { format, inspect } from "node:util"
import fc from "fast-check"
import { GatewayError } from "../errors"
import { MASK, redact, Secret } from "../secret"

const VALUE = "canary/4711+key=?>>~"
const secret = new Secret(VALUE)

function printed(write: (console: Console) => void): string {
  let text = ""
  const stdout = new Writable({
    write(chunk, _, done) {
      text += String(chunk)
      done()
    },
  })
  write(new Console({ stdout, stderr: stdout }))
  return text
}

describe("a secret prints masked", () => {
  test.each<[string, () => unknown]>([
    ["String()", () => String(secret)],
    ["a template", () => `key: ${String(secret)}`],
    ["concatenation", () => "key: " + String(secret)],
    ["join", () => [secret, secret].join()],
    ["JSON", () => JSON.stringify(secret)],
    ["nested JSON", () => JSON.stringify({ options: { keys: [secret] } }, null, 2)],
    ["inspect", () => inspect(secret)],
    ["nested inspect", () => inspect({ a: { b: { c: { d: [secret] } } } }, { depth: null })],
    ["inspect that shows what is hidden", () => inspect(secret, { showHidden: true, depth: null })],
    [
      "inspect that knows no customs",
      () => inspect({ secret }, { customInspect: false, showHidden: true }),
    ],
    ["inspect of a map", () => inspect(new Map([[secret, new Set([secret])]]))],
    ["format %s", () => format("%s", secret)],
    ["format %o", () => format("%o", { secret })],
    ["format %O", () => format("%O", { secret })],
    ["format %j", () => format("%j", { secret })],
    ["format %d", () => format("%d", secret)],
    ["entries", () => JSON.stringify(Object.entries(secret))],
    ["names", () => JSON.stringify(Object.getOwnPropertyNames(secret))],
    ["descriptors", () => inspect(Object.getOwnPropertyDescriptors(secret))],
    ["spread", () => inspect({ ...secret })],
    ["assign", () => inspect(Object.assign({}, secret))],
    ["a clone", () => inspect(structuredClone({ secret }), { showHidden: true })],
    ["console.log", () => printed((console) => console.log("key", secret, { secret }))],
    ["console.error", () => printed((console) => console.error("%s %o", secret, [secret]))],
    ["console.table", () => printed((console) => console.table([{ secret }]))],
    ["console.dir", () => printed((console) => console.dir({ secret }, { showHidden: true }))],
    ["an error's message", () => new Error(`refused ${String(secret)}`).stack],
    ["an error's cause", () => inspect(new Error("refused", { cause: { secret } }))],
  ])("in %s", (_, print) => {
    expect(print()).not.toContain("canary")
  })

  test("and says that it is one", () => {
    expect(String(secret)).toBe(MASK)
    expect(JSON.stringify({ secret })).toBe(`{"secret":"${MASK}"}`)
    expect(inspect({ secret })).toBe(`{ secret: ${MASK} }`)
  })

  test("and gives its value only when asked for it", () => {
    expect(secret.reveal()).toBe(VALUE)
  })
})

describe("redact takes a secret out of a text", () => {
  const base64 = Buffer.from(VALUE).toString("base64")

  test.each([
    ["plain", VALUE],
    ["base64", base64],
    ["base64 without padding", base64.replace(/=+$/, "")],
    ["base64 of URLs", Buffer.from(VALUE).toString("base64url")],
    ["percent-encoded", encodeURIComponent(VALUE)],
    ["percent-encoded in lower case", "canary%2f4711%2bkey%3d%3f%3e%3e~"],
  ])("%s", (_, form) => {
    const text = redact(`before ${form} between ${form}${form} after`, [secret])

    expect(text).not.toContain("canary")
    expect(text).not.toContain(form)
    expect(text.startsWith(`before ${MASK}`)).toBe(true)
    expect(text.endsWith(" after")).toBe(true)
  })

  test("of several secrets, the longer first, so that no rest is left", () => {
    const short = new Secret("canary")
    const long = new Secret("canary-and-more")

    expect(redact("a canary-and-more, a canary", [short, long])).toBe(`a ${MASK}, a ${MASK}`)
  })

  test("as it stands, not as a pattern", () => {
    expect(redact("a.c* abc a$&c", [new Secret("a.c*"), new Secret("a$&c")])).toBe(
      `${MASK} abc ${MASK}`
    )
  })

  test("but not words that are too short to be one", () => {
    expect(redact("an answer", [new Secret("an"), new Secret("")])).toBe("an answer")
  })

  test("wherever it stands", () => {
    // Brackets could make the form anew, together with those of the mask.
    const values = fc
      .string({ minLength: 4, unit: "binary" })
      .filter((text) => !MASK.includes(text) && !/[[\]]/.test(text))
    fc.assert(
      fc.property(values, fc.string(), fc.string(), (value, before, after) => {
        const forms = [value, Buffer.from(value).toString("base64")]
        for (const form of forms) {
          expect(redact(`${before}${form}${after}`, [new Secret(value)])).not.toContain(form)
        }
      })
    )
  })

  test("and leaves everything else as it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(redact(text, [secret])).toBe(text)
        expect(redact(text, [])).toBe(text)
      })
    )
  })
})

describe("a gateway's error", () => {
  const error = new GatewayError({
    code: "rejected",
    message: "The gateway did not accept the request.",
    retry: false,
    httpStatus: 409,
    gatewayCode: "RELATED",
    requestId: "req-1",
    detail: "payments belong together",
    facts: { paymentIds: ["canary"] },
  })

  test("keeps the facts for the gateway's code, out of every print", () => {
    expect(error.facts).toEqual({ paymentIds: ["canary"] })
    expect(inspect(error, { depth: null })).not.toContain("canary")
    expect(JSON.stringify(error)).not.toContain("canary")
    expect(inspect({ ...error })).not.toContain("canary")
    expect(error.toLogLine()).toBe(
      "rejected · HTTP 409 · RELATED · request req-1 · payments belong together"
    )
  })

  test("is one of Medusa's, with its message for the shopper", () => {
    expect(error).toMatchObject({ type: "not_allowed", __isMedusaError: true, retry: false })
    expect(error.message).toBe("The gateway did not accept the request.")
  })
})
