import type { AxiosResponse } from "axios"
import { checkDueCredentials } from "../../src/setup/check-credentials"
import { createTestToken, testSentAt } from "../../src/core/test-webhook"
import { findGateway } from "../../src/settlement/resolve-gateway"
import { PROVIDERS } from "../support/gateway-shop"
import { describeStreamPayShop, PROVIDER } from "../support/streampay-shop"

jest.setTimeout(180_000)

const GATEWAYS = "/admin/payment-gateways/gateways"
const METHODS = "/store/payment-gateways/methods"

interface GatewayView {
  readonly provider_id: string
  readonly options: { name: string; kind: string; is_set: boolean; value?: unknown }[]
  readonly credentials: { state: string; checked_at: string | null; message: string | null }
  readonly test_webhook: {
    state: string
    sent_at: string | null
    problem: { code: string; message: string; cure: string } | null
  }
  readonly regions: { currency_code: string; is_enabled: boolean; problem: string | null }[]
  readonly webhooks: {
    last_accepted_at: string | null
    last_refused: { code: string; count: number } | null
  }
  readonly currencies: string[] | null
  readonly problems: { code: string }[]
}

interface OfferedMethod {
  readonly provider_id: string
  readonly title: string
  readonly description: string | null
  readonly rank: number
}

describeStreamPayShop((shop) => {
  const ask = async (path = "") => {
    const { status, data } = await (await shop().asStaff()).get<GatewayView>(`${GATEWAYS}${path}`)
    return { status, data: data as unknown as { gateway: GatewayView; gateways: GatewayView[] } }
  }
  const tell = async (path: string, body: unknown = {}) => {
    const staff = await shop().asStaff()
    const answer = await staff.post<{ gateway: GatewayView }>(`${GATEWAYS}/${path}`, body)
    return answer as AxiosResponse<{ gateway: GatewayView; message?: string }>
  }
  const codesOf = ({ problems }: GatewayView) => problems.map(({ code }) => code)
  const offered = async (query: string) => {
    const { data } = await shop().store.get<{ methods: OfferedMethod[] }>(`${METHODS}?${query}`)
    return data.methods
  }

  it("shows every gateway with its options, and never a secret", async () => {
    const { status, data } = await ask()
    expect(status).toBe(200)
    expect(data.gateways.map(({ provider_id }) => provider_id).sort()).toEqual(
      Object.values(PROVIDERS).sort()
    )
    const available = (data as unknown as { available: Record<string, unknown>[] }).available
    expect(available.map(({ gateway }) => gateway).sort()).toEqual([
      "corefy",
      "directa24",
      "stream-crypto",
      "streampay",
      "xgateway",
    ])
    expect(available).toContainEqual(
      expect.objectContaining({
        gateway: "streampay",
        name: "StreamPay",
        required: ["apiKey", "apiSecret", "webhookSecret"],
        optional: expect.arrayContaining(["sandbox", "timeoutMs", "expiresInMinutes"]),
      })
    )
    const streampay = data.gateways.find(({ provider_id }) => provider_id === PROVIDER)
    expect(streampay).toMatchObject({
      gateway: "streampay",
      id: "streampay",
      name: "StreamPay",
      mode: "live",
      circuit: "closed",
      webhook_url: `${process.env.BACKEND_URL}/hooks/payment-gateways/streampay_streampay`,
      webhooks: { last_accepted_at: null, last_refused: null },
      credentials: { state: "unknown", checked_at: null, message: null },
      test_webhook: { state: "never", sent_at: null, problem: null },
      currencies: ["AED", "BHD", "EUR", "GBP", "KWD", "OMR", "QAR", "SAR", "USD"],
      policies: { underpaid: "ask", overpaid: "hold", duplicate: "hold" },
      method: { texts: {}, rank: 0, is_hidden: false },
      watched: 0,
      checks_failing: 0,
    })
    expect(streampay?.options).toEqual(
      expect.arrayContaining([
        { name: "apiKey", kind: "secret", is_set: true },
        { name: "webhookSecret", kind: "secret", is_set: true },
        { name: "expiresInMinutes", kind: "value", is_set: true, value: 60 },
      ])
    )
    const shown = JSON.stringify(data)
    const { sandbox } = shop()
    for (const secret of [
      sandbox.streampay.apiKey,
      sandbox.streampay.apiSecret,
      sandbox.streampay.webhookSecret,
      "d24_sandbox_passphrase",
      "d24_sandbox_signature",
      "d24_sandbox_read_only",
    ]) {
      expect(shown).not.toContain(secret)
    }
  })

  it("answers 404 for a gateway that is not the shop's, and 401 to strangers", async () => {
    expect((await ask("/pp_streampay_other")).status).toBe(404)
    for (const path of ["pp_streampay_other", "pp_x/check-credentials", "pp_x/test-webhook"]) {
      expect((await tell(path)).status).toBe(404)
    }
    const stranger = await shop().api.get(GATEWAYS, { validateStatus: () => true })
    expect(stranger.status).toBe(401)
  })

  it("names regions that sell in what a gateway does not take, until they no longer do", async () => {
    const before = (await ask(`/${PROVIDER}`)).data.gateway
    expect(before.regions.find(({ currency_code }) => currency_code === "brl")).toMatchObject({
      is_enabled: true,
      problem: "BRL sells in BRL, which StreamPay does not take.",
    })
    expect(before.regions.find(({ currency_code }) => currency_code === "sar")?.problem).toBeNull()
    expect(codesOf(before)).toContain("currency_not_taken")
    await shop().sql(
      `delete from region_payment_provider where payment_provider_id = ? and region_id in
       (select id from region where currency_code in ('brl', 'clp'))`,
      [PROVIDER]
    )
    expect(codesOf((await ask(`/${PROVIDER}`)).data.gateway)).not.toContain("currency_not_taken")
  })

  it("checks credentials at the gateway; the problem appears, and clears by itself", async () => {
    const { data: good } = await tell(`${PROVIDER}/check-credentials`)
    expect(good.gateway.credentials).toMatchObject({
      state: "accepted",
      checked_at: expect.any(String),
    })
    shop().sandbox.faults.add({ path: "/api/v2/me", effect: { kind: "status", status: 401 } })
    const { data: bad } = await tell(`${PROVIDER}/check-credentials`)
    expect(bad.gateway.credentials).toMatchObject({
      state: "refused",
      message: expect.stringContaining("apiKey and apiSecret"),
    })
    expect(codesOf(bad.gateway)).toContain("credentials_refused")
    shop().sandbox.faults.clear()
    const { data: again } = await tell(`${PROVIDER}/check-credentials`)
    expect(codesOf(again.gateway)).not.toContain("credentials_refused")
  })

  it("checks all credentials once a day, whichever process comes first", async () => {
    const now = new Date()
    const requests = () =>
      shop().sandbox.requests.count({ gateway: "streampay", path: "/api/v2/me" })
    const begun = requests()
    await Promise.all([
      checkDueCredentials(shop().container, now),
      checkDueCredentials(shop().container, now),
    ])
    await checkDueCredentials(shop().container, now)
    expect(requests() - begun).toBe(1)
    const { gateways } = (await ask()).data
    expect(gateways.map(({ credentials }) => credentials.state).sort()).toEqual([
      ...Array<string>(5).fill("accepted"),
      ...Array<string>(2).fill("unknown"),
    ])
    await checkDueCredentials(shop().container, new Date(now.getTime() + 24 * 3600 * 1000))
    expect(requests() - begun).toBe(2)
  })

  it.each(Object.values(PROVIDERS))("sends %s a test webhook that arrives", async (providerId) => {
    const { status, data } = await tell(`${providerId}/test-webhook`)
    expect(status).toBe(200)
    expect(data.gateway.test_webhook).toEqual({
      state: "passed",
      sent_at: expect.any(String),
      problem: null,
    })
    // It is no event, no payment and no work.
    expect(await shop().ledger.listPaymentGatewayWebhookEvents({})).toEqual([])
    expect(await shop().ledger.listPaymentGatewayAttempts({})).toEqual([])
    expect(await shop().orders()).toEqual([])
  })

  it("takes a test once, and only its own", async () => {
    await tell(`${PROVIDER}/test-webhook`)
    const { gateway } = findGateway(shop().container, PROVIDER) as NonNullable<
      ReturnType<typeof findGateway>
    >
    const send = (token: string) => {
      const { body, headers } = gateway.signTestWebhook({ token, now: new Date() })
      return shop().api.post(`/hooks/payment-gateways/streampay_streampay`, body, {
        headers,
        validateStatus: () => true,
      })
    }
    // Nobody waits for it any more: its twin has arrived.
    const { test } = await shop().ledger.providers.find(PROVIDER)
    const same = createTestToken(test.sentAt as Date)
    expect(testSentAt(same)).toEqual(test.sentAt)
    expect((await send(same)).status).toBe(409)
    expect((await send(createTestToken(new Date()))).status).toBe(409)
    expect(await shop().ledger.listPaymentGatewayWebhookEvents({})).toEqual([])
  })

  it("refuses a test that is not signed rightly, and tells whether its bytes are those sent", async () => {
    const { status, data } = await shop().api.post(
      `/hooks/payment-gateways/streampay_streampay`,
      JSON.stringify({
        event_type: "PAYMENT_GATEWAYS_TEST",
        entity_id: createTestToken(new Date()),
      }),
      {
        headers: { "content-type": "application/json", "x-payment-gateways-test": "0".repeat(64) },
        validateStatus: () => true,
      }
    )
    expect(status).toBe(401)
    expect(data).toMatchObject({ type: "unauthorized", body_intact: false })
  })

  it("names what spoils a test; the problem clears with one that passes", async () => {
    const { door } = shop()
    door?.leadTo("http://127.0.0.1:1")
    const { data: spoilt } = await tell(`${PROVIDER}/test-webhook`)
    expect(spoilt.gateway.test_webhook).toMatchObject({
      state: "failed",
      problem: { code: "not_received", message: expect.stringContaining("502") },
    })
    expect(codesOf(spoilt.gateway)).toContain("webhook_test_failed")
    door?.leadTo(String(shop().api.defaults.baseURL))
    const { data: well } = await tell(`${PROVIDER}/test-webhook`)
    expect(codesOf(well.gateway)).not.toContain("webhook_test_failed")
  })

  it("tells of refused webhooks until one is taken", async () => {
    await shop().api.post("/hooks/payment-gateways/streampay_streampay", "{}", {
      headers: { "content-type": "application/json" },
      validateStatus: () => true,
    })
    const { gateway } = (await ask(`/${PROVIDER}`)).data
    expect(gateway.webhooks.last_refused).toMatchObject({ code: "invalid_signature" })
    expect(codesOf(gateway)).toContain("webhooks_refused")
    const { data } = await tell(`${PROVIDER}/test-webhook`)
    expect(codesOf(data.gateway)).not.toContain("webhooks_refused")
  })

  it("offers methods in the shop's order and the shopper's language, the hidden ones not", async () => {
    const region = shop().seeded.regions.usd ?? ""
    const texts = {
      en: { title: "Card", description: "Mada and credit cards" },
      ar: { title: "بطاقة", description: "" },
    }
    const { status, data } = await tell(PROVIDER, { texts, rank: 3 })
    expect(status).toBe(200)
    expect(data.gateway).toMatchObject({
      method: { texts: { en: texts.en, ar: { title: "بطاقة" } }, rank: 3, is_hidden: false },
    })
    await tell(PROVIDERS.channel, { rank: 1 })
    await tell(PROVIDERS.invoice, { is_hidden: true })
    const methods = await offered(`region_id=${region}&locale=ar-SA`)
    expect(methods.map(({ provider_id }) => provider_id)).toEqual([
      PROVIDERS.corefy,
      PROVIDERS.directa24,
      PROVIDERS.streamManual,
      PROVIDERS.streamPage,
      PROVIDERS.channel,
      PROVIDERS.streampay,
    ])
    expect(methods.at(-1)).toEqual({
      provider_id: PROVIDER,
      title: "بطاقة",
      description: "Mada and credit cards",
      rank: 3,
    })
    expect(methods[4]).toMatchObject({ title: "XGateway", description: null })
    // What is left out stays.
    await tell(PROVIDER, { is_hidden: false })
    expect((await offered(`region_id=${region}`)).at(-1)).toMatchObject({ title: "Card", rank: 3 })
  })

  it("refuses texts, order and queries that cannot be", async () => {
    for (const body of [
      { rank: -1 },
      { rank: 1.5 },
      { is_hidden: "yes" },
      { texts: { fr: { title: "Carte" } } },
      { texts: { en: { title: "x".repeat(81) } } },
      { texts: { en: { title: "a\u0000b" } } },
      { webhookSecret: "x" },
    ]) {
      const { status, data } = await tell(PROVIDER, body)
      expect([body, status]).toEqual([body, 400])
      expect(data.message).toMatch(/not known or not valid/)
    }
    for (const query of ["", "?region_id=", "?region_id=reg_1&locale=<x>", "?region_id=x&y=1"]) {
      const { status } = await shop().store.get(`${METHODS}${query}`)
      expect([query, status]).toEqual([query, 400])
    }
    expect((await shop().store.get(`${METHODS}?region_id=reg_nowhere`)).status).toBe(404)
  })
})
