import { describe, expect, it } from "@jest/globals"
import { judgeTestAnswer, type TestAnswer } from "../judge-test-answer"

const WAY = { url: "https://shop.example/hooks/payment-gateways/streampay_streampay" }

const judged = (answer: TestAnswer, isReceived = false) =>
  judgeTestAnswer(answer, { ...WAY, isReceived })

const refusal = (facts: Record<string, unknown>) =>
  JSON.stringify({ type: "unauthorized", message: "The webhook is not signed.", ...facts })

const CASES: readonly (readonly [string, TestAnswer, string])[] = [
  ["a redirect", { status: 301, body: "", location: "https://www.shop.example/" }, "redirected"],
  ["a redirect to nowhere", { status: 308, body: "" }, "redirected"],
  ["another server's 404", { status: 404, body: "<h1>Not found</h1>" }, "not_found"],
  [
    "Medusa without the gateway",
    { status: 404, body: refusal({ type: "not_found" }) },
    "not_found",
  ],
  ["a page that takes no POST", { status: 405, body: "" }, "not_found"],
  ["other bytes", { status: 401, body: refusal({ body_intact: false }) }, "proxy_changed_body"],
  ["an empty body", { status: 400, body: refusal({ body_intact: false }) }, "proxy_changed_body"],
  ["another secret", { status: 401, body: refusal({ body_intact: true }) }, "refused_signature"],
  ["a proxy that drops headers", { status: 401, body: refusal({}) }, "refused_signature"],
  ["another shop's ledger", { status: 200, body: '{"received":true}' }, "wrong_shop"],
  ["another shop with this plugin", { status: 409, body: refusal({}) }, "wrong_shop"],
  ["a page of something else", { status: 200, body: "<html>" }, "not_received"],
  ["a login of a proxy", { status: 401, body: "Authorization required" }, "not_received"],
  ["a firewall", { status: 403, body: "" }, "not_received"],
  ["a shop that is down", { status: 503, body: "" }, "not_received"],
  ["half an answer", { status: 200, body: '{"received":' }, "not_received"],
]

describe("an answer to a test webhook", () => {
  it.each(CASES)("from %s is told", (_, answer, code) => {
    const problem = judged(answer)
    expect(problem?.code).toBe(code)
    expect(problem?.message).toMatch(/^(\S.{15,})\.$/s)
    expect(problem?.cure).toMatch(/^[A-Z].{15,}\.$/s)
  })

  it("of 200 is well when the ledger has got it, and only then", () => {
    expect(judged({ status: 200, body: '{"received":true}' }, true)).toBeUndefined()
    expect(judged({ status: 502, body: "" }, true)?.code).toBe("not_received")
  })

  it("names where it was sent on to, cut", () => {
    const location = `https://www.shop.example/${"x".repeat(500)}`
    const problem = judged({ status: 302, body: "", location })
    expect(problem?.message).toContain("https://www.shop.example/")
    expect(problem?.message.length).toBeLessThan(400)
  })
})
