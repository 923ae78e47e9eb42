import { callbackSignature } from "../signature"
import { startSandbox, type Setup } from "./harness"

const SENT =
  '{"data":{"type":"payment-invoices","id":"cpi_UoIW6RdSYyIRj8vR","attributes":{"status":"processed","resolution":"ok","amount":10.5,"payment_amount":10.5,"currency":"USD","reference_id":"payses_01HZX8","test_mode":true,"processed_amount":10.5,"updated":1700000000}}}'

const UTF8 = Buffer.from(
  "7b0a20202264617461223a207b2274797065223a20227061796d656e742d696e766f69636573222c20226964223a20226370695f31222c202261747472696275746573223a207b22737461747573223a202270726f636573735f6661696c6564222c20226465736372697074696f6e223a2022636166c3a920e2809320745c753030656174655c2f78227d7d0a7d",
  "hex"
).toString("utf8")

const VECTORS = [
  ["sk_test_AbC123dEf456", SENT, "73gAFSx8GwZRK3ezXYORsPcYonM="],
  ["sk_live_Zz9Yy8Xx7", SENT, "lVYNDt8/pp/iVOpVJqrDEUleZIQ="],
  ["sk_test_AbC123dEf456", UTF8, "bY5+J3ymVz3mbhngqLhGZVXBRNk="],
] as const

describe("the signature of callbacks", () => {
  it.each(VECTORS)("with %s over %j is %s", (secret, body, expected) => {
    expect(callbackSignature(secret, body)).toBe(expected)
  })

  describe("as sent", () => {
    let setup: Setup

    beforeEach(async () => {
      setup = await startSandbox({
        callbackSecret: "sk_live_Zz9Yy8Xx7",
        callbackSecretTest: "sk_test_AbC123dEf456",
      })
    })

    afterEach(() => setup.stop())

    it.each(VECTORS)("with %s: the bytes of the body go as they were signed", async (...vector) => {
      const [secret, rawBody, expected] = vector
      const id = await setup.api.invoice({ test_mode: secret.startsWith("sk_test") })
      setup.corefy.sendEvent("processed", { reference: id, rawBody })
      await setup.sandbox.webhooks.settled()
      const [received] = setup.receiver.received
      expect(received?.body).toBe(rawBody)
      expect(received?.headers["x-signature"]).toBe(expected)
      expect(received?.rawHeaders).toContain("X-Signature")
    })

    it.each([
      [true, "sk_test_AbC123dEf456"],
      [false, "sk_live_Zz9Yy8Xx7"],
    ])("with test_mode %p is made with %s", async (testMode, secret) => {
      setup.corefy.pay(await setup.api.invoice({ test_mode: testMode }))
      await setup.sandbox.webhooks.settled()
      const [received] = setup.receiver.received
      expect(received?.headers["x-signature"]).toBe(callbackSignature(secret, received?.body ?? ""))
    })

    it("goes by keys that were replaced since", async () => {
      setup.corefy.setWebhookSecret("sk_live_new")
      setup.corefy.setWebhookSecret("sk_test_new", { test: true })
      setup.corefy.pay(await setup.api.invoice({ test_mode: false }))
      setup.corefy.pay(await setup.api.invoice({ reference_id: "payses_2" }))
      await setup.sandbox.webhooks.settled()
      const expected = ["sk_live_new", "sk_test_new"].map((secret, index) =>
        callbackSignature(secret, setup.receiver.received[index]?.body ?? "")
      )
      expect(setup.receiver.received.map(({ headers }) => headers["x-signature"])).toEqual(expected)
    })
  })
})
