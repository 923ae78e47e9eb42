import type { FaultEffect } from "../../../core/fault-types"
import { createSandbox } from "../../../sandbox"
import { CREATION, CLIENT_ID, SECRET, start, type Setup } from "./harness"

describe("the controls", () => {
  let setup: Setup

  beforeEach(async () => {
    setup = await start()
  })

  afterEach(() => setup.stop())

  const control = async (method: string, path: string, body?: unknown) => {
    const reply = await fetch(`${setup.sandbox.url}/control/stream-crypto${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    return { status: reply.status, json: (await reply.json()) as Record<string, unknown> }
  }
  const ok = async (method: string, path: string, body?: unknown) => {
    const { status, json } = await control(method, path, body)
    expect([status, json]).toEqual([200, json])
    return json
  }

  it("need no options", async () => {
    const sandbox = await createSandbox()
    expect(sandbox.streamCrypto).toMatchObject({
      baseUrl: `${sandbox.url}/stream-crypto/api/v1`,
      clientId: "client_sandbox_stream_crypto",
      clientSecret: "secret_sandbox_stream_crypto",
    })
    await sandbox.close()
  })

  it("send exact, other and partial amounts of every price", async () => {
    const paid = async (body: Parameters<Setup["create"]>[0], options = {}) => {
      const { payment } = setup.controls.pay(await setup.create(body), options)
      return [payment.amount, payment.received, payment.currency, payment.status]
    }
    expect(await paid({ amount: "1.5" })).toEqual(["1.50", "1.50", "STRM", "completed"])
    expect(await paid({ amount: "1.5" }, { shortBy: "0.25", coin: "USDC" })).toEqual([
      "1.50",
      expect.stringMatching(/^1\.2499998/) as string,
      "STRM",
      "pending",
    ])
    expect(await paid({ amount_eur: "3.00" }, { overBy: "0.01", coin: "SOL" })).toEqual([
      "3.00",
      "3.01",
      "EUR",
      "completed",
    ])
    expect(await paid({ amount_usd: "3.00" }, { amount: "2.99" })).toEqual([
      "3.00",
      "2.99",
      "USD",
      "pending",
    ])
  })

  it("send in parts", async () => {
    const { transfers, payment, deliveries } = setup.controls.payInParts(await setup.create(), {
      parts: 7,
      coin: "SOL",
    })
    expect([transfers.length, payment.status, payment.received]).toEqual([7, "completed", "15.89"])
    expect(deliveries).toHaveLength(1)
  })

  it("refuse what cannot be", async () => {
    const id = await setup.create()
    const { controls } = setup
    expect(() => controls.payment("none")).toThrow("no payment none")
    expect(() => controls.pay(id, { amount: "1", shortBy: "1" })).toThrow("only one of")
    expect(() => controls.pay(id, { shortBy: "15.89" })).toThrow("more than 0")
    expect(() => controls.pay(id, { amount: "1.001" })).toThrow("at most 2 decimals")
    expect(() => controls.pay(id, { coinAmount: "x", coin: "USDC" })).toThrow("at most 6 decimals")
    expect(() => controls.payInParts(id, { parts: 1 })).toThrow("parts must be")
    expect(() => controls.changeSettings({ strmUsd: "0" })).toThrow("strmUsd must be")
    expect(() => controls.changeSettings({ expiryMs: -1 })).toThrow("expiryMs must be")
    expect(() => controls.changeSettings({ displayDecimals: 1 })).toThrow("displayDecimals must be")
    expect(controls.settings().strmUsd).toBe("6.01")
    controls.pay(id)
    expect(() => controls.pay(id)).toThrow("is completed; pass evenIfClosed")
    await expect(createSandbox({ streamCrypto: { settings: { eurUsd: "x" } } })).rejects.toThrow(
      "eurUsd must be"
    )
  })

  it("let anybody create a payment who knows the client id", async () => {
    const foreign = setup.controls.createPayment(
      { amount_usd: "0.01", name: "x payses_victim", return_url: "https://evil.example/" },
      "page"
    )
    expect(foreign).toMatchObject({ sessionReference: "payses_victim", mode: "page" })
    setup.controls.pay(foreign.id)
    await setup.sandbox.webhooks.settled()
    expect(setup.callbacks()).toMatchObject([{ payment_id: foreign.id, amount_usd: "0.01" }])
    expect(() => setup.controls.createPayment({ name: "x" })).toThrow("400")
  })

  it("do all of it over HTTP", async () => {
    const { id } = await ok("POST", "/payments", { body: CREATION, mode: "page" })
    const base = `/payments/${String(id)}`
    expect(await ok("GET", "/payments")).toMatchObject({ payments: [{ id, amount: "15.89" }] })
    expect(await ok("POST", `${base}/pay`, { shortBy: "1.00", coin: "USDC" })).toMatchObject({
      payment: { received: "14.89" },
      redirectUrl: null,
      deliveries: [],
    })
    expect(await ok("POST", `${base}/pay-in-parts`, { parts: 3 })).toMatchObject({
      payment: { received: "15.89", status: "completed" },
      redirectUrl: CREATION.return_url,
    })
    expect(await ok("POST", `${base}/expire`)).toMatchObject({ id })
    const late = { evenIfClosed: true, coinAmount: "1", callback: true }
    expect(await ok("POST", `${base}/pay`, late)).toMatchObject({ transfers: [{ amount: "1.00" }] })
    expect(await ok("PUT", `${base}/status`, { status: "ODD", event: true })).toMatchObject({
      status: "ODD",
    })
    await ok("PUT", `${base}/status`, { status: null })
    expect(await ok("GET", base)).toMatchObject({ status: "completed" })
    expect(
      await ok("POST", "/events", {
        paymentId: "other",
        fields: { amount: "1" },
        numbers: "numbers",
        extra: { a: 1 },
        drop: true,
      })
    ).toMatchObject({ deliveries: [{ entityId: "other", state: "dropped" }] })
    await ok("PUT", "/webhook", { url: null, secret: "s2" })
    expect(await ok("GET", "/account")).toMatchObject({ clientId: CLIENT_ID, clientSecret: "s2" })
    expect(setup.controls.sendEvent("x")).toMatchObject([{ state: "no_endpoint" }])
    const changes = {
      ...setup.controls.settings(),
      notFoundHttpStatus: 404,
      createdHttpStatus: 201,
      underpaidCallback: true,
    }
    expect(await ok("PATCH", "/settings", changes)).toEqual(changes)
    expect(await ok("GET", "/settings")).toEqual(changes)
  })

  it.each([
    ["POST", "/payments/none/pay", undefined, "no payment none"],
    ["POST", "/payments/none/pay", { coin: "NEAR" }, '"coin" must be one of'],
    ["POST", "/payments/none/pay", { amout: "1" }, "unknown: amout"],
    ["PUT", "/payments/none/status", {}, '"status" is missing'],
    ["POST", "/events", {}, '"paymentId" is missing'],
    ["POST", "/events", { paymentId: "x", fields: { odd: "1" } }, "unknown: odd"],
    ["POST", "/events", { paymentId: "x", fields: {} }, '"fields" is empty'],
    ["PATCH", "/settings", { notFoundHttpStatus: 500 }, "must be one of 200, 404"],
    ["PATCH", "/settings", { callbackNumbers: 1 }, "must be one of strings, numbers"],
    ["PATCH", "/settings", { solUsd: "-1" }, "solUsd must be"],
  ])("refuse over HTTP: %s %s with %p", async (method, path, body, message) => {
    expect(await control(method, path, body)).toEqual({
      status: 400,
      json: { error: expect.stringContaining(message) as string },
    })
  })

  it("list in the panel what can be done with a payment", async () => {
    const id = await setup.create()
    const entry = async () => {
      const reply = await fetch(`${setup.sandbox.url}/control/panel`)
      const { gateways } = (await reply.json()) as {
        gateways: {
          name: string
          entries: { actions: { label: string; path: string; body?: unknown }[] }[]
        }[]
      }
      const [first] = gateways.find(({ name }) => name === "stream-crypto")?.entries ?? []
      return first
    }
    const labels = async () => (await entry())?.actions.map(({ label }) => label)
    expect(await labels()).toEqual([
      "Send",
      "Send in USDC",
      "Send half",
      "Send 1.58 over",
      "In 3 parts",
      "Expire",
    ])
    expect(await entry()).toMatchObject({
      id,
      amount: "15.89",
      currency: "USD",
      status: "PENDING",
      url: setup.controls.payment(id).walletUrl,
    })
    for (const { path, body } of (await entry())?.actions ?? []) {
      const other = await setup.create({}, "page")
      await ok("POST", path.replace("/stream-crypto", "").replace(id, other), body)
    }
    setup.controls.pay(id)
    const latest = await setup.create()
    setup.controls.expire(latest)
    expect([await labels(), (await entry())?.actions[0]?.path]).toEqual([
      ["Send late"],
      `/stream-crypto/payments/${latest}/pay`,
    ])
    setup.controls.pay(await setup.create())
    expect(await labels()).toEqual(["Send again"])
    expect(await entry()).toMatchObject({ status: "COMPLETED" })
  })

  it("forget payments and changes, and keep the URL", async () => {
    await setup.create()
    setup.controls.changeSettings({ network: "testnet" })
    setup.controls.setClientSecret("s2")
    setup.sandbox.reset()
    expect(setup.controls.payments()).toEqual([])
    expect([setup.controls.settings().network, setup.controls.clientSecret]).toEqual([
      "mainnet",
      SECRET,
    ])
    expect(setup.controls.sendEvent("x")).toMatchObject([{ state: "pending" }])
  })

  describe("faults", () => {
    const fault = (effect: FaultEffect) =>
      setup.sandbox.faults.add({
        gateway: "stream-crypto",
        path: "/api/v1/payment/*",
        times: 1,
        effect,
      })
    const post = () => setup.call("POST", `/payment/${CLIENT_ID}`, CREATION)

    it.each(["before", "after"] as const)("answer an error %s the effect", async (when) => {
      fault({ kind: "status", status: 500, when })
      expect(await post()).toMatchObject({
        status: 500,
        json: { message: "Request failed with status 500" },
      })
      expect(setup.controls.payments()).toHaveLength(when === "after" ? 1 : 0)
    })

    it("answer a wrong amount, in cents and coins", async () => {
      fault({ kind: "wrong_amount", by: -589 })
      expect((await post()).json).toMatchObject({
        display_amount_usd: "10.00",
        display_amount: "1.66388",
        addresses: [{ displayAmount: "1.66388" }, { amount: "10000000" }, {}],
      })
    })

    it("answer another currency, an unknown status, a page", async () => {
      fault({ kind: "wrong_currency" })
      expect((await post()).json).toMatchObject({ local_currency: "eur" })
      fault({ kind: "unknown_enum" })
      expect((await post()).json).toMatchObject({ status: "SANDBOX_UNKNOWN" })
      fault({ kind: "html" })
      expect(await post()).toMatchObject({ status: 502, json: undefined })
      fault({ kind: "replace", members: { network: "testnet" } })
      expect((await post()).json).toMatchObject({ network: "testnet" })
      fault({ kind: "wrong_amount" })
      expect((await setup.call("GET", "/payment/none")).json).toEqual({ status: "not_found" })
    })
  })
})
