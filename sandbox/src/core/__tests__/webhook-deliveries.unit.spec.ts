import http from "node:http"
import type { AddressInfo } from "node:net"
import { SandboxClock } from "../clock"
import { WebhookDeliveries } from "../webhook-deliveries"
import type { WebhookEndpoint, WebhookMessage, WebhookProfile } from "../webhook-types"

const MINUTE = 60_000
const OFFSETS = [5, 30, 120]

describe("WebhookDeliveries", () => {
  let clock: SandboxClock
  let deliveries: WebhookDeliveries
  let server: http.Server
  let statuses: number[]
  let received: { body: string; signature: string | undefined }[]
  let endpoint: WebhookEndpoint
  let resigned: boolean
  let profile: WebhookProfile

  const message = (event = "PAID", body = '{"id":"a"}'): WebhookMessage => ({
    gateway: "any",
    event,
    entityType: "PAYMENT",
    entityId: "p1",
    body,
  })
  const bodies = () => received.map(({ body }) => body)

  beforeEach(async () => {
    clock = new SandboxClock(0)
    deliveries = new WebhookDeliveries(clock, 2_000)
    statuses = []
    received = []
    resigned = false
    server = http.createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        received.push({
          body: Buffer.concat(chunks).toString("utf8"),
          signature: request.headers["x-sig"]?.toString(),
        })
        response.statusCode = statuses.shift() ?? 200
        response.end("answer")
      })
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const { port } = server.address() as AddressInfo
    endpoint = { url: `http://127.0.0.1:${port}/hook`, secret: "s1", events: null }
    profile = {
      signatureHeader: "X-Sig",
      headers: (_message, { at, secret }) => ({ "X-Sig": `${at}:${secret}` }),
      accepts: (statusCode) => statusCode === 200,
      retryOffsetMs: (retry) => {
        const minutes = OFFSETS[retry - 1]
        return minutes === undefined ? undefined : minutes * MINUTE
      },
      retriesAreResigned: () => resigned,
      endpoint: () => endpoint,
    }
  })

  afterEach(async () => {
    deliveries.reset()
    clock.close()
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  })

  it("repeats at the profile's times after the first attempt, then gives up", async () => {
    statuses = [500, 201, 302, 404, 500]
    const start = clock.now()
    const [delivery] = deliveries.send(profile, message())
    await deliveries.settled()
    expect(delivery).toMatchObject({
      state: "retrying",
      nextAttemptAt: new Date(start + 5 * MINUTE).toISOString(),
    })
    await clock.advance(5 * MINUTE - 1)
    expect(received).toHaveLength(1)
    await clock.advance(1)
    expect(received).toHaveLength(2)
    await clock.advance(300 * MINUTE)
    expect(delivery?.state).toBe("given_up")
    expect(
      delivery?.attempts.map(({ at, statusCode }) => [Date.parse(at) - start, statusCode])
    ).toEqual([
      [0, 500],
      [5 * MINUTE, 201],
      [30 * MINUTE, 302],
      [120 * MINUTE, 404],
    ])
    expect(delivery?.attempts[0]?.responseBody).toBe("answer")
  })

  it("signs in the body, with the present secret or the one given, and spoils it there", async () => {
    statuses = [500]
    profile.signedBody = ({ body }, { secret }) => `${body}&sig=${secret}`
    profile.signatureField = "sig"
    deliveries.send(profile, { ...message(), body: "a=1" })
    await deliveries.settled()
    endpoint.secret = "s2"
    await clock.advance(5 * MINUTE)
    deliveries.send(profile, { ...message(), body: "a=2" }, { secret: "s0" })
    deliveries.send(profile, { ...message(), body: "a=3" }, { tamper: "missing_signature" })
    await deliveries.settled()
    expect(received.map(({ body }) => body)).toEqual([
      "a=1&sig=s1",
      "a=1&sig=s2",
      "a=2&sig=s0",
      "a=3",
    ])
  })

  it("goes to the message's own URL, and before that to the one given", async () => {
    const own = `${endpoint.url}/own`
    const [first] = deliveries.send(profile, { ...message(), url: own })
    const [second] = deliveries.send(profile, { ...message(), url: own }, { url: `${own}2` })
    await deliveries.settled()
    expect([first?.url, second?.url]).toEqual([own, `${own}2`])
    endpoint.url = null
    const [third] = deliveries.send(profile, { ...message(), url: own })
    await deliveries.settled()
    expect(third).toMatchObject({ state: "delivered", url: own })
  })

  it("carries the first signature in a retry, or a fresh one", async () => {
    statuses = [500, 500]
    const start = clock.now()
    deliveries.send(profile, message())
    await deliveries.settled()
    await clock.advance(5 * MINUTE)
    resigned = true
    await clock.advance(25 * MINUTE)
    expect(received.map(({ signature }) => signature)).toEqual([
      `${start}:s1`,
      `${start}:s1`,
      `${start + 30 * MINUTE}:s1`,
    ])
  })

  it("notes a receiver that cannot be reached", async () => {
    const [delivery] = deliveries.send(profile, message(), { url: "http://127.0.0.1:1/" })
    await deliveries.settled()
    expect(delivery).toMatchObject({ state: "retrying", attempts: [{ statusCode: null }] })
    expect(delivery?.attempts[0]?.error).toContain("ECONNREFUSED")
    const [broken] = deliveries.send(profile, message(), { url: "nowhere" })
    await deliveries.settled()
    expect(broken?.attempts[0]?.error).toContain("not a URL")
  })

  it("does not wait for a receiver forever", async () => {
    const impatient = new WebhookDeliveries(clock, 20)
    const silent = http.createServer()
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve))
    const { port } = silent.address() as AddressInfo
    const [delivery] = impatient.send(profile, message(), { url: `http://127.0.0.1:${port}/` })
    await impatient.settled()
    expect(delivery).toMatchObject({
      state: "retrying",
      attempts: [{ statusCode: null, error: "no answer within 20 ms" }],
    })
    await new Promise<void>((resolve) => {
      silent.close(() => resolve())
      silent.closeAllConnections()
    })
  })

  it("keeps the order in which webhooks were queued", async () => {
    for (let number = 0; number < 20; number += 1) {
      deliveries.send(profile, message("PAID", String(number)))
    }
    await deliveries.settled()
    expect(bodies()).toEqual(Array.from({ length: 20 }, (_, number) => String(number)))
  })

  it("holds, reorders and releases", async () => {
    deliveries.hold()
    const ids = ["1", "2", "3"].map(
      (body) => deliveries.send(profile, message("PAID", body))[0]?.id ?? ""
    )
    await deliveries.settled()
    expect(deliveries.pending()).toHaveLength(3)
    expect(received).toEqual([])
    deliveries.reorder([ids[2] ?? "", ids[0] ?? ""])
    deliveries.release()
    await deliveries.settled()
    expect(bodies()).toEqual(["3", "2", "1"])
    expect(() => deliveries.reorder(ids)).toThrow("only held ones can be reordered")
    expect(() => deliveries.reorder(["none"])).toThrow("no delivery none")
  })

  it("drops, repeats, delays and tampers as a rule says, as often as it says", async () => {
    deliveries.faults.add({ event: "PAID", times: 1, drop: true })
    deliveries.faults.add({ event: "TWICE*", copies: 2 })
    deliveries.faults.add({ event: "LATE", delayMs: MINUTE })
    deliveries.faults.add({ event: "FORGED", tamper: "body", secret: "old" })
    const sent = ["PAID", "PAID", "TWICE_A", "LATE", "FORGED"].map((event) =>
      deliveries.send(profile, message(event, event))
    )
    await deliveries.settled()
    expect(bodies()).toEqual(["PAID", "TWICE_A", "TWICE_A", "FORGE0"])
    expect(received[3]?.signature).toBe(`${clock.now()}:old`)
    expect(sent.flat().map(({ state }) => state)).toEqual([
      "dropped",
      "delivered",
      "delivered",
      "delivered",
      "pending",
      "delivered",
    ])
    await clock.advance(MINUTE)
    expect(bodies().at(-1)).toBe("LATE")
  })

  it("sends one at once and again, and keeps the rest of the schedule", async () => {
    statuses = [500, 500, 500]
    const [delivery] = deliveries.send(profile, message())
    await deliveries.settled()
    await deliveries.deliverNow(delivery?.id ?? "")
    expect(delivery).toMatchObject({ state: "retrying", attempts: [{}, {}] })
    await clock.advance(5 * MINUTE)
    expect(delivery?.attempts).toHaveLength(3)
    await clock.advance(25 * MINUTE)
    expect(delivery?.state).toBe("delivered")
    statuses = [500]
    await deliveries.deliverNow(delivery?.id ?? "")
    expect(delivery).toMatchObject({ state: "delivered", attempts: [{}, {}, {}, {}, {}] })
    await expect(deliveries.deliverNow("none")).rejects.toThrow("no delivery none")
  })

  it("does not send what was dropped or forgotten", async () => {
    statuses = [500, 500]
    const [dropped] = deliveries.send(profile, message())
    deliveries.send(profile, message("OTHER"))
    await deliveries.settled()
    deliveries.drop(dropped?.id ?? "")
    deliveries.reset()
    await clock.advance(1000 * MINUTE)
    expect(received).toHaveLength(2)
    expect(deliveries.list()).toEqual([])
  })

  it("sends nothing without an endpoint or a subscription", async () => {
    endpoint.events = ["OTHER"]
    expect(deliveries.send(profile, message())).toEqual([])
    endpoint = { ...endpoint, url: null, events: null }
    const [unsent] = deliveries.send(profile, message())
    await deliveries.settled()
    expect(unsent?.state).toBe("no_endpoint")
    expect(received).toEqual([])
  })

  it("tells of deliveries that are there and of those that come", async () => {
    const later = deliveries.waitForDelivery(
      ({ event, state }) => event === "B" && state === "delivered"
    )
    deliveries.send(profile, message("A"))
    deliveries.send(profile, message("B"))
    expect((await later).event).toBe("B")
    // Both are on their way at once, and B may be there first.
    await deliveries.settled()
    expect((await deliveries.waitForDelivery()).event).toBe("A")
    await expect(
      deliveries.waitForDelivery(({ event }) => event === "C", { timeoutMs: 1 })
    ).rejects.toThrow("nothing matched within 1 ms")
  })

  it("takes the URL and the secret of the moment of sending", async () => {
    statuses = [500]
    deliveries.send(profile, message())
    await deliveries.settled()
    endpoint.secret = "s2"
    await clock.advance(5 * MINUTE)
    expect(received[1]?.signature).toMatch(/:s2$/)
  })
})
