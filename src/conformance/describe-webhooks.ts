import { describe, expect, it } from "@jest/globals"
import fc from "fast-check"
import type { Attempt } from "../core/attempt"
import type { WebhookDelivery } from "../core/contract"
import { GatewayError } from "../core/errors"
import { findHintedAttempt } from "../core/find-hinted-attempt"
import { type ConformanceSuite, useConformanceSuite } from "./conformance-suite"
import type { GatewayUnderTest } from "./gateway-under-test"

const REFUSALS: ReadonlySet<string> = new Set(["invalid_signature", "invalid_webhook"])

/** Signatures, every documented event, duplicates, disorder, and bodies from attackers. */
export function describeWebhooks(subject: GatewayUnderTest): void {
  const suite = useConformanceSuite(subject)
  describe("documented webhooks", () => describeEvents(suite))
  describe("signatures", () => describeSignatures(suite))
}

function describeEvents(suite: ConformanceSuite): void {
  const { subject, shop } = suite
  it.each(subject.events.map((event) => [event.name, event] as const))("%s", async (_, event) => {
    const attempt = await shop().open()
    const delivery = await deliveryOf(suite, attempt, event)
    const hint = shop().provider.gateway.readWebhook(delivery)
    expect(hint).toMatchObject({ concerns: event.concerns, isUnknown: false })
    if (event.concerns === "payment") {
      const found = await findHintedAttempt(shop().ledger, hint, account(suite))
      expect(found?.id).toBe(attempt.id)
    }
  })

  const { unknownEvent } = subject
  if (unknownEvent) {
    it("of an unknown type is reported, and believed in nothing", async () => {
      const attempt = await shop().open()
      const delivery = await deliveryOf(suite, attempt, unknownEvent)
      expect(shop().provider.gateway.readWebhook(delivery).isUnknown).toBe(true)
      expect((await shop().read(attempt)).status).not.toBe("captured")
    })
  }

  it("twice are one", async () => {
    const delivery = await anyDelivery(suite)
    const { gateway } = shop().provider
    const later = { ...delivery, now: new Date(delivery.now.getTime() + 60_000) }
    expect(gateway.readWebhook(delivery).dedupeKey).toBe(gateway.readWebhook(later).dedupeKey)
  })

  it("of two payments are two", async () => {
    const { gateway } = shop().provider
    const one = gateway.readWebhook(await anyDelivery(suite))
    const other = gateway.readWebhook(await anyDelivery(suite))
    expect(one.dedupeKey).not.toBe(other.dedupeKey)
  })

  it("in any order lead to what the gateway says now", async () => {
    const attempt = await shop().open()
    const early = await anyDelivery(suite, attempt)
    await suite.pay(shop(), attempt)
    await shop().receive(await anyDelivery(suite, attempt))
    await shop().read(attempt)
    await shop().receive(early)
    expect((await shop().present(attempt.sessionId)).status).toBe("captured")
  })
}

function describeSignatures(suite: ConformanceSuite): void {
  const { subject, shop, simulation, otherShop } = suite

  it("are needed: nothing that is not signed leads anywhere", async () => {
    const { rawBody, now } = await anyDelivery(suite)
    const unsigned = { rawBody: withoutSignature(rawBody), headers: {}, now }
    expect(refusalOf(suite, unsigned)).toBe("invalid_signature")
  })

  it("are of this shop's secret", async () => {
    const delivery = await anyDelivery(suite)
    const secrets = Object.entries(simulation().options).filter(([name]) =>
      /secret|signature/i.test(name)
    )
    expect(secrets).not.toHaveLength(0)
    const foreign = Object.fromEntries(secrets.map(([name]) => [name, "another-secret-canary"]))
    const { gateway } = otherShop({ options: foreign }).provider
    expect(() => gateway.readWebhook(delivery)).toThrow(GatewayError)
  })

  it("hold whatever the case of the headers' names", async () => {
    const delivery = await anyDelivery(suite)
    const headers = Object.fromEntries(
      Object.entries(delivery.headers).map(([name, value]) => [name.toUpperCase(), value])
    )
    expect(refusalOf(suite, { ...delivery, headers })).toBeUndefined()
  })

  it("break with one byte, or the byte decides nothing", async () => {
    const attempt = await shop().open()
    const delivery = await anyDelivery(suite, attempt)
    const { length } = delivery.rawBody
    for (let at = 0; at < length; at += 1 + Math.floor(length / 60)) {
      const rawBody = Buffer.from(delivery.rawBody)
      rawBody[at] = (rawBody[at] ?? 0) ^ 1
      const refusal = refusalOf(suite, { ...delivery, rawBody })
      if (subject.signatureCovers === "bytes") {
        expect(REFUSALS).toContain(refusal)
      } else {
        // Believed or not, the gateway is read: nobody has paid.
        await shop().receive({ ...delivery, rawBody })
        expect(["pending", "requires_more"]).toContain((await shop().read(attempt)).status)
      }
    }
  })

  it("are over what came: the same meaning in other bytes proves nothing new", async () => {
    const attempt = await shop().open()
    const delivery = await anyDelivery(suite, attempt)
    const other = { ...delivery, rawBody: encodedAnew(delivery.rawBody) }
    expect(other.rawBody.equals(delivery.rawBody)).toBe(false)
    if (subject.signatureCovers === "bytes") {
      expect(REFUSALS).toContain(refusalOf(suite, other))
      return
    }
    // Only what counts in it is signed: it is the same event, and the gateway is read.
    const { gateway } = shop().provider
    expect(gateway.readWebhook(other).dedupeKey).toBeTruthy()
    await shop().receive(other)
    expect(["pending", "requires_more"]).toContain((await shop().read(attempt)).status)
  })

  const { rotate } = subject
  if (rotate) {
    it("hold with the old and the new secret while one replaces the other", async () => {
      const before = await anyDelivery(suite)
      const both = otherShop({ options: rotate(simulation()) }).provider.gateway
      const after = await anyDelivery(suite)
      expect(refusalOf(suite, after)).toBe("invalid_signature")
      for (const delivery of [before, after]) {
        expect(() => both.readWebhook(delivery)).not.toThrow()
      }
    })
  }

  it("keep out whatever attackers send, without a crash", () => {
    const bodies = fc.oneof(
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
      fc.json().map((text) => Buffer.from(text)),
      fc.constantFrom("", "null", "[]", "{}", '{"__proto__":1}').map((text) => Buffer.from(text))
    )
    const headers = fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 })
    fc.assert(
      fc.property(bodies, headers, (rawBody, given) => {
        const refusal = refusalOf(suite, { rawBody, headers: given, now: new Date() })
        expect(REFUSALS).toContain(refusal)
      }),
      { numRuns: 200 }
    )
  })
}

const account = ({ subject }: ConformanceSuite) => ({ gateway: subject.provider.identifier })

async function deliveryOf(
  suite: ConformanceSuite,
  attempt: Attempt,
  event: Pick<GatewayUnderTest["events"][number], "send">
): Promise<WebhookDelivery> {
  const { inbox, simulation } = suite
  inbox.clear()
  await event.send(simulation(), attempt)
  return inbox.next()
}

/** The first documented webhook about a payment. */
async function anyDelivery(suite: ConformanceSuite, attempt?: Attempt): Promise<WebhookDelivery> {
  const [event] = suite.subject.events.filter(({ concerns }) => concerns === "payment")
  if (!event) {
    throw new Error(`${suite.subject.name} documents no webhook about payments`)
  }
  return deliveryOf(suite, attempt ?? (await suite.shop().open()), event)
}

/** Why a webhook is refused; nothing when it is taken. Any error that is not ours fails. */
function refusalOf({ shop }: ConformanceSuite, delivery: WebhookDelivery): string | undefined {
  try {
    shop().provider.gateway.readWebhook(delivery)
    return undefined
  } catch (error) {
    if (GatewayError.is(error)) {
      return error.reason
    }
    throw error
  }
}

/** The same JSON or form, written otherwise. */
function encodedAnew(rawBody: Buffer): Buffer {
  const text = rawBody.toString("utf8")
  return Buffer.from(
    /^\s*\{/.test(text)
      ? JSON.stringify(JSON.parse(text), null, 2)
      : [...new URLSearchParams(text)]
          .reverse()
          .map((pair) => pair.map(encodeURIComponent).join("="))
          .join("&")
  )
}

/** Some gateways sign in the body. */
function withoutSignature(rawBody: Buffer): Buffer {
  const text = rawBody
    .toString("utf8")
    .replace(/"(hash|signature)":\s*"[^"]*"/, '"$1":""')
    .replace(/x_control=[^&]*/, "x_control=")
  return Buffer.from(text)
}
