import { Secret } from "../../../core/secret"
import { isGenuineHash } from "../callback-hash"
import vectors from "./fixtures/callback-hash-vectors.json"
import { hashOf } from "./support/callbacks"

const check = (facts: readonly string[], hash: unknown, ...secrets: string[]) =>
  isGenuineHash(
    facts,
    hash,
    secrets.map((secret) => new Secret(secret))
  )

describe("hashes of transaction callbacks", () => {
  it.each(vectors.vectors)("$name is genuine: $valid", (vector) => {
    const { id, customerId, amount, currency, hash, secret, valid } = vector
    expect(check([id, customerId, amount, currency], hash, secret)).toBe(valid)
  })

  it.each(vectors.other_callback_types)("$name is genuine, and with another key not", (vector) => {
    const facts = vector.currency ? [vector.customerId, vector.currency] : [vector.customerId]
    expect(check(facts, vector.hash, vector.secret)).toBe(true)
    expect(check(facts, vector.hash, `${vector.secret}x`)).toBe(false)
  })
})

describe("isGenuineHash", () => {
  const facts = ["id", "customer", "1.00", "EUR"]
  const good = hashOf(facts, "key-one")

  it("takes one of several keys, wherever it stands", () => {
    expect(check(facts, good, "key-two", "key-one")).toBe(true)
    expect(check(facts, good, "key-one", "key-two")).toBe(true)
    expect(check(facts, good, "key-two", "key-three")).toBe(false)
  })

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a number", 7],
    ["an empty text", ""],
    ["hexadecimal", Buffer.from(good, "base64").toString("hex")],
    ["base64 for URLs", good.replace(/\+/g, "-").replace(/\//g, "_").replace("==", "")],
    ["without padding", good.replace("==", "")],
    ["with a space behind", `${good} `],
    ["half of it", good.slice(0, 44)],
    ["an object", { hash: good }],
    ["a list", [good]],
  ])("refuses %s", (_, hash) => {
    expect(check(facts, hash, "key-one")).toBe(false)
  })

  it.each(facts.map((_, index) => index))("covers fact %s", (index) => {
    const changed = facts.map((fact, at) => (at === index ? `${fact}0` : fact))
    expect(check(changed, good, "key-one")).toBe(false)
  })
})
