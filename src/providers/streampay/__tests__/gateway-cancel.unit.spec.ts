import type { Attempt } from "../../../core/attempt"
import type { Gateway } from "../../../core/contract"
import { attemptOf, money } from "./support/attempt"
import { GatewayBench } from "./support/gateway-bench"

let bench: GatewayBench
let gateway: Gateway
let attempt: Attempt
let linkId: string

beforeAll(async () => {
  bench = await GatewayBench.start()
})

afterAll(() => bench.stop())

beforeEach(async () => {
  bench.reset()
  gateway = bench.gateway()
  attempt = await bench.open(gateway)
  linkId = attempt.reference ?? ""
  bench.sandbox.requests.clear()
})

const cancel = (changed: Partial<Attempt> = {}) =>
  gateway.cancel?.({ ...attempt, ...changed }) ?? Promise.reject(new Error("cannot cancel"))

const PATCH = "PATCH /payment_links/{id}/status"
const GET = "GET /payment_links/{id}"

/** An attempt whose link was made so long ago that it must be readable. */
const old = () => ({ createdAt: new Date(attempt.loadedAt.getTime() - 3_600_000) })

describe("closing a payment", () => {
  it("deactivates its link", async () => {
    await cancel()
    expect(bench.calls()).toEqual([PATCH])
    expect(bench.sandbox.streampay.link(linkId)).toMatchObject({
      status: "INACTIVE",
      closed: "inactive",
    })
    expect((await bench.read(gateway, attempt)).status).toBe("canceled")
  })

  it("may be asked for twice", async () => {
    await cancel()
    await cancel()
    expect(bench.sandbox.streampay.link(linkId).status).toBe("INACTIVE")
  })

  it("has nothing to do for a payment that was never made", async () => {
    await gateway.cancel?.(attemptOf(money("250.00 SAR")))
    expect(bench.calls()).toEqual([])
  })

  it("leaves a paid link alone, and its money where it is", async () => {
    bench.sandbox.streampay.pay(linkId)
    await cancel()
    expect(bench.calls()).toEqual([PATCH, GET])
    expect(bench.sandbox.streampay.link(linkId).status).toBe("COMPLETED")
    expect((await bench.read(gateway, attempt)).status).toBe("paid")
  })

  it.each(["ACTIVE", "INACTIVE"] as const)(
    "has nothing to do for a link past its time, shown as %s",
    async (expiredLinkStatus) => {
      bench.sandbox.streampay.changeSettings({ expiredLinkStatus })
      bench.sandbox.streampay.expire(linkId)
      await cancel({ loadedAt: new Date(Date.now() + 60_000) })
      expect(bench.calls()).toEqual([PATCH, GET])
    }
  )

  it("is not done while the link can still be paid", async () => {
    bench.break("PATCH /payment_links/*", {
      kind: "status",
      status: 400,
      when: "before",
      body: { error: { code: "INVALID_STATUS", message: "Payment link is busy" } },
    })
    const error = await bench.errorOf(cancel())
    expect(error).toMatchObject({
      reason: "rejected",
      gatewayCode: "INVALID_STATUS",
      retry: false,
    })
    expect(bench.sandbox.streampay.link(linkId).status).toBe("ACTIVE")
  })

  it("is not done while the link's status is one that nobody knows", async () => {
    bench.sandbox.streampay.setLinkStatus(linkId, "PAUSED")
    bench.break("PATCH /payment_links/*", { kind: "status", status: 400, when: "before" })
    expect((await bench.errorOf(cancel())).reason).toBe("rejected")
  })

  it("is done when the link does not exist, and never was readable", async () => {
    bench.sandbox.streampay.changeSettings({ linkReadLagMs: 7_200_000 })
    await cancel(old())
    expect(bench.calls()).toEqual([PATCH, GET])
  })

  it("is not done while a fresh link cannot be read yet", async () => {
    bench.sandbox.streampay.changeSettings({ linkReadLagMs: 60_000 })
    expect((await bench.errorOf(cancel())).reason).toBe("not_found")
  })
})

describe("closing a payment when StreamPay does not answer properly", () => {
  it.each([
    ["500", { kind: "status", status: 500, when: "before" }],
    ["503 after it was done", { kind: "status", status: 503, when: "after" }],
    ["a page of HTML", { kind: "html" }],
    ["a reset connection", { kind: "reset", when: "after" }],
  ] as const)("goes on after %s", async (_, effect) => {
    bench.break("PATCH /payment_links/*", effect, { times: 1 })
    await cancel()
    expect(bench.calls()).toEqual([PATCH, PATCH])
    expect(bench.sandbox.streampay.link(linkId).status).toBe("INACTIVE")
  })

  it("says so, and that it can be asked again", async () => {
    bench.break("PATCH /payment_links/*", { kind: "timeout", when: "before" })
    const slow = bench.gateway({ timeoutMs: 150 })
    const error = await bench.errorOf(slow.cancel?.(attempt) ?? Promise.resolve())
    expect(error).toMatchObject({ reason: "unavailable", retry: true })
    expect(bench.calls()).toEqual([PATCH])
  })

  it.each([401, 403])("does not take %i for a closed link", async (status) => {
    bench.break("PATCH /payment_links/*", { kind: "status", status, when: "before" })
    const error = await bench.errorOf(cancel(old()))
    expect(error).toMatchObject({ reason: "configuration", retry: false })
    expect(bench.calls()).toEqual([PATCH])
  })
})
