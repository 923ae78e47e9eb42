import { describe, expect, it } from "@jest/globals"
import { z } from "@medusajs/framework/zod"
import { corefy } from "../../providers/corefy/gateway"
import { directa24 } from "../../providers/directa24/gateway"
import { streamCrypto } from "../../providers/stream-crypto/gateway"
import { streamPay } from "../../providers/streampay/gateway"
import { xgateway } from "../../providers/xgateway/gateway"
import { describeConfigured, describeOptions } from "../describe-options"
import { secretListSchema, secretSchema } from "../options"
import { Secret } from "../secret"

const schema = z.object({
  key: secretSchema("a key"),
  keys: secretListSchema("keys"),
  other: secretSchema("another key").optional(),
  name: z.string().describe("a name"),
  retries: z.number().default(3),
  currencies: z.array(z.string()).optional(),
  services: z.record(z.string(), z.string()).optional(),
})

describe("options", () => {
  it("are told with kind, and whether they are needed", () => {
    expect(describeOptions(schema)).toEqual([
      { name: "key", kind: "secret", isRequired: true },
      { name: "keys", kind: "secret", isRequired: true },
      { name: "other", kind: "secret", isRequired: false },
      { name: "name", kind: "value", isRequired: true },
      { name: "retries", kind: "value", isRequired: false },
      { name: "currencies", kind: "value", isRequired: false },
      { name: "services", kind: "value", isRequired: false },
    ])
  })

  it("are shown as they are configured, secrets only as set", () => {
    const options = schema.parse({
      key: "canary-1",
      keys: ["canary-2", "canary-3"],
      name: "x",
      currencies: ["tUSDT", "BTC"],
      services: { USD: "card", EUR: "bank" },
    })
    const shown = describeConfigured(schema, options)
    expect(shown).toEqual([
      { name: "key", kind: "secret", isSet: true },
      { name: "keys", kind: "secret", isSet: true },
      { name: "other", kind: "secret", isSet: false },
      { name: "name", kind: "value", isSet: true, value: "x" },
      { name: "retries", kind: "value", isSet: true, value: 3 },
      { name: "currencies", kind: "value", isSet: true, value: "tUSDT, BTC" },
      { name: "services", kind: "value", isSet: true, value: "USD: card, EUR: bank" },
    ])
    expect(JSON.stringify(shown)).not.toContain("canary")
  })

  it("do not show a secret in a place where none is expected", () => {
    const odd = { name: new Secret("canary"), currencies: [new Secret("canary")] }
    expect(JSON.stringify(describeConfigured(schema, odd))).not.toMatch(/canary|\[secret\]/)
  })

  it.each([
    [streamPay, ["apiKey", "apiSecret", "webhookSecret"]],
    [corefy, ["apiKey", "callbackSecret", "callbackSecretTest"]],
    [streamCrypto, ["clientSecret"]],
    [
      directa24,
      [
        ...["apiKey", "apiPassphrase", "apiSignature"],
        ...["statusApiKey", "statusApiPassphrase", "readOnlyKey"],
      ],
    ],
    [xgateway, ["apiKey", "secretKey"]],
  ])("of each gateway are known as secrets where they are", ({ optionsSchema }, secrets) => {
    const found = describeOptions(optionsSchema).filter(({ kind }) => kind === "secret")
    expect(found.map(({ name }) => name)).toEqual(secrets)
  })
})
