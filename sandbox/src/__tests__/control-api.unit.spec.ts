import { Receiver } from "../core/__tests__/harness"
import { ApiClient } from "../gateways/streampay/__tests__/harness"
import { createSandbox, type Sandbox } from "../sandbox"

describe("the control API", () => {
  let sandbox: Sandbox
  let receiver: Receiver
  let api: ApiClient

  beforeEach(async () => {
    receiver = new Receiver()
    sandbox = await createSandbox()
    api = new ApiClient(sandbox)
  })

  afterEach(async () => {
    await sandbox.close()
    await receiver.stop()
  })

  const control = async (method: string, path: string, body?: unknown) => {
    const reply = await fetch(`${sandbox.url}/control${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    return { status: reply.status, json: (await reply.json()) as Record<string, unknown> }
  }
  const ok = async (method: string, path: string, body?: unknown) => {
    const { status, json } = await control(method, path, body)
    expect([status, json]).toEqual([status < 300 ? status : "2xx", json])
    return json
  }
  const register = async () => ok("PUT", "/streampay/webhook", { url: await receiver.start() })

  it("pays, waits for the webhook and shows what there is", async () => {
    await register()
    const linkId = await api.link()
    expect(await ok("GET", "/streampay/links")).toMatchObject({ links: [{ id: linkId }] })
    const paid = await ok("POST", `/streampay/links/${linkId}/pay`)
    expect(paid).toMatchObject({ invoice: { status: "COMPLETED" }, link: { status: "COMPLETED" } })
    const delivery = await ok("POST", "/deliveries/wait", { event: "INVOICE_COMPLETED" })
    expect(delivery).toMatchObject({ state: "delivered", attempts: [{ statusCode: 200 }] })
    expect(await ok("GET", `/streampay/links/${linkId}`)).toMatchObject({
      invoices: [{ payments: [{ status: "SUCCEEDED" }] }],
    })
    expect(await ok("GET", "/streampay/payments")).toMatchObject({ payments: [{}] })
    expect(await ok("GET", "/streampay/invoices")).toMatchObject({ invoices: [{}] })
    const { gateways } = await ok("GET", "/panel")
    expect(gateways).toContainEqual(
      expect.objectContaining({
        name: "streampay",
        entries: [expect.objectContaining({ id: linkId, status: "COMPLETED" })],
      })
    )
  })

  it("does everything that can happen to a link", async () => {
    const act = async (path: string, body?: unknown) => {
      const linkId = await api.link()
      return ok("POST", `/streampay/links/${linkId}/${path}`, body)
    }
    expect(await act("pay", { shortBy: "1.00" })).toMatchObject({ invoice: { paid: "249.00" } })
    expect(await act("pay", { overBy: "1.00" })).toMatchObject({ invoice: { paid: "251.00" } })
    expect(await act("pay", { status: "UNDER_REVIEW" })).toMatchObject({
      payments: [{ status: "UNDER_REVIEW" }],
    })
    expect(await act("pay-in-parts", { parts: 2 })).toMatchObject({ invoice: { paid: "125.00" } })
    expect(await act("fail", { message: "No" })).toMatchObject({ link: { status: "ACTIVE" } })
    expect(await act("cancel")).toMatchObject({ redirectUrl: expect.any(String) as string })
    expect(await act("expire")).toMatchObject({ closed: "expired" })
    expect(await act("deactivate")).toMatchObject({ closed: "inactive" })
    expect(await act("mark-as-paid", { method: "BANK_TRANSFER" })).toMatchObject({
      status: "SUCCEEDED",
    })
    const inParts = await api.link()
    await ok("POST", `/streampay/links/${inParts}/pay-in-parts`, { parts: 2, type: "INSTALLMENT" })
    const next = await ok("POST", `/streampay/links/${inParts}/pay-next-part`)
    expect(next).toMatchObject({ invoice: { status: "COMPLETED" } })
  })

  it("does everything that can happen to a payment", async () => {
    const { payments, invoice, link } = sandbox.streampay.pay(await api.link())
    const payment = `/streampay/payments/${payments[0]?.id}`
    expect(await ok("POST", `${payment}/settle`)).toMatchObject({ status: "SETTLED" })
    expect(await ok("POST", `${payment}/refund`, { amount: "1.00" })).toMatchObject({
      amountRefunded: "1.00",
    })
    const status = { status: "CHARGEBACK_X", event: "PAYMENT_CHARGED_BACK" }
    expect(await ok("PUT", `${payment}/status`, status)).toMatchObject({ status: "CHARGEBACK_X" })
    expect(sandbox.webhooks.list().at(-1)?.event).toBe("PAYMENT_CHARGED_BACK")
    await ok("PUT", `/streampay/invoices/${invoice.id}/status`, { status: "ODD" })
    await ok("PUT", `/streampay/links/${link.id}/status`, { status: "ODD" })
    expect(sandbox.streampay.link(link.id).status).toBe("ODD")
    await ok("PUT", `${payment}/status`, { status: "UNDER_REVIEW" })
    expect(await ok("POST", `${payment}/mark-as-paid`)).toMatchObject({ status: "SUCCEEDED" })
  })

  it("steers webhooks: hold, reorder, release, drop, deliver, rules", async () => {
    await register()
    await ok("POST", "/deliveries/hold")
    const { deliveries } = sandbox.streampay.pay(await api.link())
    const [first, second] = deliveries.map(({ id }) => id)
    expect(await ok("GET", "/deliveries/pending")).toMatchObject({ deliveries: [{}, {}] })
    await ok("POST", "/deliveries/reorder", { ids: [second, first] })
    await ok("POST", "/deliveries/release")
    await ok("POST", "/deliveries/settled")
    expect(receiver.received.map(({ headers }) => headers["x-webhook-event"])).toEqual([
      "INVOICE_COMPLETED",
      "PAYMENT_SUCCEEDED",
    ])
    expect(await ok("POST", `/deliveries/${first}/deliver`)).toMatchObject({ attempts: [{}, {}] })
    expect(await ok("POST", `/deliveries/${first}/drop`)).toMatchObject({ state: "dropped" })
    expect(await ok("GET", "/deliveries?state=dropped")).toMatchObject({
      deliveries: [{ id: first }],
    })
    const rule = await ok("POST", "/webhook-faults", { event: "*", drop: true, times: 1 })
    expect(await ok("GET", "/webhook-faults")).toMatchObject({ faults: [{ id: rule.id }] })
    const sent = await ok("POST", "/streampay/events", { eventType: "ODD", metadata: null })
    expect(sent).toMatchObject({ deliveries: [{ event: "ODD", state: "dropped" }] })
    const other = await ok("POST", "/webhook-faults", { tamper: "signature" })
    await ok("DELETE", `/webhook-faults/${String(other.id)}`)
    await ok("DELETE", "/webhook-faults")
    expect(sandbox.webhooks.faults.list()).toEqual([])
  })

  it("sets URL, secret and events of the webhook", async () => {
    await ok("PUT", "/streampay/webhook", { secret: "s2", events: ["ODD"] })
    expect(sandbox.streampay.webhookSecret).toBe("s2")
    expect(sandbox.streampay.sendEvent("OTHER")).toEqual([])
    await ok("PUT", "/streampay/webhook", { url: null, events: null })
    expect(sandbox.streampay.sendEvent("OTHER")).toMatchObject([{ state: "no_endpoint" }])
  })

  it("sets faults, of every kind", async () => {
    const effects = [
      { kind: "status", status: 500, when: "after", retryAfterSeconds: 1, body: {} },
      { kind: "html", status: 503 },
      { kind: "empty" },
      { kind: "timeout", when: "before" },
      { kind: "reset", when: "after" },
      { kind: "slow", delayMs: 5 },
      { kind: "wrong_amount", by: 1 },
      { kind: "wrong_currency", currency: "EUR" },
      { kind: "unknown_enum", value: "X" },
      { kind: "extra_fields" },
      { kind: "truncated" },
      { kind: "huge", bytes: 10 },
      { kind: "replace", members: { a: null } },
    ]
    for (const effect of effects) {
      await ok("POST", "/faults", { path: "/never", effect })
    }
    expect(sandbox.faults.list().map(({ effect }) => effect)).toMatchObject(effects)
    expect(await ok("GET", "/faults")).toMatchObject({
      faults: effects.map((effect) => ({ effect })),
    })
    await ok("DELETE", `/faults/${sandbox.faults.list()[0]?.id}`)
    await ok("DELETE", "/faults")
    expect(sandbox.faults.list()).toEqual([])
    await ok("POST", "/faults", { times: 1, effect: { kind: "status", status: 503 } })
    expect((await api.call("GET", "/me")).status).toBe(503)
  })

  it("shows what was asked, never with the keys", async () => {
    await api.link()
    await new ApiClient(sandbox, null).call("GET", "/me?x=1")
    const shown = await ok("GET", "/requests?gateway=streampay&method=post&path=/api/v2/pay*")
    expect(shown).toMatchObject({
      requests: [
        {
          method: "POST",
          path: "/api/v2/payment_links",
          status: 200,
          fault: null,
          body: { custom_metadata: { session_id: "payses_1" } },
        },
      ],
    })
    expect(await ok("GET", "/requests?status=401")).toMatchObject({
      requests: [{ path: "/api/v2/me", query: "x=1" }],
    })
    expect(sandbox.requests.count({ method: "POST" })).toBe(2)
    expect(JSON.stringify(sandbox.requests.list())).not.toContain(sandbox.streampay.apiToken)
    await ok("DELETE", "/requests")
    expect(sandbox.requests.count()).toBe(0)
  })

  it("moves the clock, changes settings, resets", async () => {
    const before = sandbox.clock.now()
    await ok("PUT", "/clock/speed", { speed: 0 })
    const { now } = await ok("POST", "/clock/advance", { milliseconds: 60_000 })
    expect(Date.parse(String(now)) - before).toBeGreaterThanOrEqual(60_000)
    expect(await ok("GET", "/clock")).toMatchObject({ speed: 0 })
    expect(await ok("PATCH", "/streampay/settings", { partialRefunds: "ignored" })).toMatchObject({
      partialRefunds: "ignored",
      refundReply: "payment",
    })
    await ok("PUT", "/streampay/currencies", { currencies: ["SAR"] })
    await ok("PUT", "/streampay/sandbox-flag", { sandbox: false })
    expect((await api.call("GET", "/me")).json).toMatchObject({
      organization: { sandbox: false, currency_config: { enabled_currencies: ["SAR"] } },
    })
    await ok("POST", "/reset")
    expect(await ok("GET", "/streampay/settings")).toMatchObject({ partialRefunds: "refused" })
    expect(await ok("GET", "/streampay/account")).toMatchObject({
      baseUrl: sandbox.streampay.baseUrl,
      apiKey: "ak_sandbox_streampay",
    })
  })

  it.each([
    ["POST", "/streampay/links/none/pay", undefined, 400, "no payment link none"],
    ["POST", "/streampay/links/none/pay", { amout: "1" }, 400, "unknown: amout"],
    ["POST", "/streampay/links/none/expire", { amount: "1" }, 400, "unknown: amount"],
    ["POST", "/streampay/events", {}, 400, '"eventType" is missing'],
    ["POST", "/clock/advance", { milliseconds: "1" }, 400, '"milliseconds" must be a number'],
    ["POST", "/clock/advance", { milliseconds: -1 }, 400, "only moves forward"],
    ["PUT", "/clock/speed", { speed: -1 }, 400, "speed must be 0 or more"],
    ["POST", "/faults", { effect: { kind: "odd" } }, 400, '"kind" must be one of'],
    ["POST", "/faults", { effect: { kind: "status", status: 99 } }, 400, "from 200 to 599"],
    ["POST", "/faults", { effect: { kind: "timeout" } }, 400, '"when" is missing'],
    ["POST", "/faults", [], 400, "must be an object"],
    ["PATCH", "/streampay/settings", { partialRefunds: "yes" }, 400, "must be one of"],
    ["POST", "/deliveries/none/deliver", undefined, 400, "no delivery none"],
    ["POST", "/deliveries/reorder", { ids: [1] }, 400, "an array of strings"],
    ["POST", "/deliveries/wait", { timeoutMs: 1 }, 400, "nothing matched within 1 ms"],
    ["DELETE", "/faults/none", undefined, 404, "no such fault"],
    ["GET", "/nothing", undefined, 404, "no such control route"],
  ])("%s %s with %p: %i", async (method, path, body, status, message) => {
    const reply = await control(method, path, body)
    expect([reply.status, reply.json.error]).toEqual([
      status,
      expect.stringContaining(message) as string,
    ])
  })

  it("refuses what is no JSON", async () => {
    const reply = await fetch(`${sandbox.url}/control/reset-nothing`, { method: "POST", body: "{" })
    expect(reply.status).toBe(404)
    const broken = await fetch(`${sandbox.url}/control/faults`, { method: "POST", body: "{" })
    expect([broken.status, await broken.text()]).toEqual([
      400,
      expect.stringContaining("not JSON") as string,
    ])
  })

  it("lists in the panel what can be done with a link", async () => {
    const linkId = await api.link()
    const labels = async () => {
      const { gateways } = await ok("GET", "/panel")
      const [gateway] = gateways as { entries: { actions: { label: string; path: string }[] }[] }[]
      return gateway?.entries[0]?.actions.map(({ label }) => label)
    }
    const open = ["Pay", "Pay 1 of 3", "Pay 1.00 short", "Pay 1.00 over", "Fail", "Cancel link"]
    expect(await labels()).toEqual([...open, "Expire"])
    sandbox.streampay.payInParts(linkId, { parts: 2 })
    expect(await labels()).toContain("Pay next part")
    sandbox.streampay.pay(linkId)
    expect(await labels()).toEqual(["Refund", "Settle", "Pay again"])
    sandbox.streampay.expire(await api.link())
    expect(await labels()).toEqual(["Pay late"])
  })

  it("serves the panel", async () => {
    const page = await fetch(`${sandbox.url}/`)
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining("Payment gateways sandbox") as string,
    ])
  })

  it("says when its port is taken", async () => {
    await expect(createSandbox({ port: sandbox.port })).rejects.toThrow("EADDRINUSE")
  })
})
