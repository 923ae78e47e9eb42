import { describe, expect, it } from "@jest/globals"
import type { WebhookDelivery } from "../core/contract"
import { GatewayError } from "../core/errors"
import { createTestToken, isTestToken } from "../core/test-webhook"
import { type ConformanceSuite, useConformanceSuite } from "./conformance-suite"
import type { GatewayUnderTest } from "./gateway-under-test"

/** What the merchant is told of the set-up: whether keys are taken, and whether webhooks arrive. */
export function describeSetUp(subject: GatewayUnderTest): void {
  const suite = useConformanceSuite(subject)
  describe("credentials", () => describeCredentials(suite))
  describe("test webhooks", () => describeTestWebhooks(suite))
}

function describeCredentials(suite: ConformanceSuite): void {
  const { subject, simulation, shop, otherShop } = suite
  const isAsked = subject.wrongCredentials.length > 0

  it(isAsked ? "that are right are accepted" : "cannot be tried, and that is said", async () => {
    const check = await shop().provider.gateway.checkCredentials()
    expect(check.state).toBe(isAsked ? "accepted" : "unknown")
    expect(check.message ?? "None.").toMatch(/^[A-Z].+\.$/s)
    expect(shop().leaksOf(check)).toEqual([])
  })

  it("are tried without making a payment or a refund", async () => {
    await shop().provider.gateway.checkCredentials()
    const { create, refund } = subject.requests
    const effects = [...create, ...refund].filter((request) => !request.startsWith("GET "))
    expect(effects.map((request) => [request, simulation().count(request)])).toEqual(
      effects.map((request) => [request, 0])
    )
  })

  for (const wrong of subject.wrongCredentials) {
    const name = Object.keys(wrong).join()
    it(`with a wrong ${name} are refused, and it is named`, async () => {
      const other = otherShop({ options: wrong })
      const check = await other.provider.gateway.checkCredentials()
      expect(check.state).toBe("refused")
      expect(check.message).toContain(name)
      expect(check.message).toMatch(/^[A-Z].{10,}\.$/s)
      expect(other.leaksOf(check)).toEqual([])
      expect(check.message).not.toContain("wrong-canary")
    })
  }

  it("are not judged by a gateway that is not there", async () => {
    // A port of the system's that nothing listens on.
    const other = otherShop({ options: { baseUrl: "http://127.0.0.1:1" } })
    const check = await other.provider.gateway.checkCredentials()
    expect(check).toMatchObject({ state: "unreachable", message: expect.stringMatching(/\.$/) })
  })
}

function describeTestWebhooks(suite: ConformanceSuite): void {
  const { shop, otherShop } = suite

  function testDelivery(): WebhookDelivery & { readonly token: string } {
    const now = new Date()
    const token = createTestToken(now)
    const { body, headers } = shop().provider.gateway.signTestWebhook({ token, now })
    return { token, rawBody: Buffer.from(body), headers, now }
  }

  it("are verified as any other, and are about no payment", () => {
    const { token, ...delivery } = testDelivery()
    const hint = shop().provider.gateway.readWebhook(delivery)
    expect(hint).toMatchObject({ testToken: token, concerns: "other", isUnknown: false })
    expect(hint).not.toHaveProperty("sessionId")
    expect(hint).not.toHaveProperty("reference")
    expect(hint).not.toHaveProperty("evidence")
  })

  it("change nothing of an open payment", async () => {
    const attempt = await shop().open()
    await shop().receive(testDelivery())
    expect(await shop().present(attempt.sessionId)).toEqual({
      ...attempt,
      loadedAt: expect.any(Date),
    })
    expect(shop().ledger.attempts).toHaveLength(1)
  })

  it("are of this shop's secret", () => {
    const delivery = testDelivery()
    const foreign = Object.fromEntries(
      Object.keys(suite.simulation().options)
        .filter((name) => /secret|signature/i.test(name))
        .map((name) => [name, "another-secret-canary"])
    )
    const { gateway } = otherShop({ options: foreign }).provider
    expect(() => gateway.readWebhook(delivery)).toThrow(GatewayError)
  })

  it("with one byte changed are refused, or are the same test", () => {
    const { token, ...delivery } = testDelivery()
    const { gateway } = shop().provider
    for (let at = 0; at < delivery.rawBody.length; at += 1) {
      const rawBody = Buffer.from(delivery.rawBody)
      rawBody[at] = (rawBody[at] ?? 0) ^ 1
      try {
        expect([token, undefined]).toContain(
          gateway.readWebhook({ ...delivery, rawBody }).testToken
        )
      } catch (error) {
        expect(error).toBeInstanceOf(GatewayError)
      }
    }
  })

  it("carry nothing secret", () => {
    expect(shop().leaksOf(testDelivery().rawBody.toString("utf8"))).toEqual([])
  })

  it("are no webhook of the gateway's own", async () => {
    const [event] = suite.subject.events
    const attempt = await shop().open()
    suite.inbox.clear()
    await event?.send(suite.simulation(), attempt)
    const hint = shop().provider.gateway.readWebhook(await suite.inbox.next())
    expect(isTestToken(hint.testToken)).toBe(false)
  })
}
