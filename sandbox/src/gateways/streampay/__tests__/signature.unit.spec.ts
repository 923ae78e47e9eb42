import { signatureHeader } from "../signature"

/** Vectors computed with another implementation of HMAC-SHA256 over `t.body`. */
const VECTORS = [
  {
    name: "a payment that succeeded",
    secret: "sp_whsec_made_up_0001",
    t: "1767323045",
    body: '{"event_type":"PAYMENT_SUCCEEDED","entity_type":"PAYMENT","entity_id":"11111111-2222-4333-8444-555555555555","entity_url":"https://stream-app-service.streampay.sa/api/v2/payments/11111111-2222-4333-8444-555555555555","status":"SUCCEEDED","timestamp":"2026-01-02T03:04:05.678901","data":{"invoice":{"id":"22222222-3333-4444-8555-666666666666","url":"https://stream-app-service.streampay.sa/api/v2/invoices/22222222-3333-4444-8555-666666666666"},"payment":{"id":"11111111-2222-4333-8444-555555555555","url":"https://stream-app-service.streampay.sa/api/v2/payments/11111111-2222-4333-8444-555555555555"},"payment_link":{"id":"33333333-4444-4555-8666-777777777777","url":"https://stream-app-service.streampay.sa/api/v2/payment_links/33333333-4444-4555-8666-777777777777"},"metadata":{"session_id":"payses_TEST0001"}}}',
    v1: "f6c4af614000c4abcd42df9604a4ea785c29ab9aba3070997acad235df0ea0d3",
  },
  {
    name: "spaces, Arabic text and a final newline",
    secret: "sp_whsec_made_up_0001",
    t: "1767323100",
    body: '{"event_type": "PAYMENT_LINK_PAY_ATTEMPT_FAILED", "entity_type": "PAYMENT_LINK", "entity_id": "33333333-4444-4555-8666-777777777777", "entity_url": "", "status": "ACTIVE", "timestamp": "2026-01-02T03:05:00", "data": {"metadata": {"session_id": "payses_TEST0001", "note": "طلب رقم ٧"}}}\n',
    v1: "4476d3d7f6d1c75cf856c0cf50b56c24227a1ae2eecc7a1981229109562e3a75",
  },
  {
    name: "an empty object",
    secret: "sp_whsec_made_up_0001",
    t: "1767323200",
    body: "{}",
    v1: "7a681576555076fe6e81dae1d59bf74abb6f223499849e95048f38eed6fd158c",
  },
  {
    name: "the secret before a rotation",
    secret: "sp_whsec_made_up_0002_old",
    t: "1767323200",
    body: "{}",
    v1: "7a683f1b73a63223a05a4bfbd464f2f99671619f3d700687b684028e463b89ec",
  },
] as const

describe("the webhook signature", () => {
  it.each(VECTORS)("of $name", ({ secret, t, body, v1 }) => {
    expect(signatureHeader(secret, t, body)).toBe(`t=${t},v1=${v1}`)
    expect(signatureHeader(secret, Number(t), body)).toBe(`t=${t},v1=${v1}`)
  })

  it("differs for a body that was parsed and written again", () => {
    const [, spaced] = VECTORS
    const rewritten = JSON.stringify(JSON.parse(spaced.body))
    expect(signatureHeader(spaced.secret, spaced.t, rewritten)).not.toContain(spaced.v1)
  })

  it("differs for another secret and for another time", () => {
    const [, , empty, old] = VECTORS
    expect(signatureHeader(empty.secret, empty.t, "{}")).not.toContain(old.v1)
    expect(signatureHeader(empty.secret, "1767323100", "{}")).not.toContain(empty.v1)
  })
})
