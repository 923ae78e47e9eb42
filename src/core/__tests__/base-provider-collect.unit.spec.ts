import { withRequestFacts } from "../request-facts"
import { gatewayError } from "./support/fake-gateway"
import { fakeShop, sessionInput } from "./support/fake-shop"

const DOCUMENT = { name: "document", label: "CPF", pattern: "\\d{11}", required: true }
const ANSWER = "00003456789"

/** A session that waits for the payer's document. */
async function askingShop() {
  const shop = fakeShop()
  shop.gateway.asks = [DOCUMENT]
  const session = await shop.provider.initiatePayment(sessionInput())
  shop.journal.length = 0
  return {
    ...shop,
    session,
    answer: async (fields: unknown) =>
      shop.provider.answerPayer((await shop.ledger.findBySession("payses_1"))!, fields),
  }
}

describe("a payment that asks the payer first", () => {
  test("tells the storefront what to ask, and has no reference", async () => {
    const { session, ledger } = await askingShop()
    expect(session).toMatchObject({
      id: ledger.last.id,
      status: "requires_more",
      data: {
        reference: null,
        status: "requires_more",
        next_action: { type: "collect", fields: [DOCUMENT] },
      },
    })
  })

  test("is not read at the gateway, which does not know it", async () => {
    const { provider, session, journal } = await askingShop()
    const authorized = await provider.authorizePayment({ data: session.data })
    expect(authorized).toMatchObject({ status: "requires_more", data: { reference: null } })
    expect(journal).toEqual([])
  })

  test("is created with the answers, which stay in the ledger", async () => {
    const { answer, gateway, ledger, journal } = await askingShop()
    const attempt = await answer({ document: ` ${ANSWER} ` })
    expect(attempt).toMatchObject({
      status: "pending",
      reference: "invoice-2",
      nextAction: { type: "redirect" },
    })
    expect(journal).toEqual(["ledger.recordPayerAnswers", "gateway.create"])
    expect(gateway.payers.at(-1)?.answers).toEqual({ document: ANSWER })
    expect(ledger.attempts).toHaveLength(1)
  })

  test.each([
    ["nothing", {}, /document \(CPF\) is missing/],
    ["a wrong answer", { document: "1" }, /document \(CPF\) is not valid/],
    ["another question's answer", { document: ANSWER, iban: "x" }, /"iban" is not asked for/],
    ["no object", "x", /fields must be an object/],
  ])("refuses %s, and stays as it is", async (_, fields, message) => {
    const { answer, ledger, journal } = await askingShop()
    await expect(answer(fields)).rejects.toMatchObject({ reason: "invalid_input", message })
    expect(journal).toEqual([])
    expect(ledger.last).toMatchObject({ status: "requires_more", payerAnswers: null })
  })

  test("can be answered again when the gateway refuses", async () => {
    const { answer, gateway, ledger } = await askingShop()
    gateway.failNext("create", gatewayError("rejected"))
    await expect(answer({ document: ANSWER })).rejects.toMatchObject({ reason: "rejected" })
    expect(ledger.last).toMatchObject({ status: "requires_more", nextAction: { type: "collect" } })
    expect(ledger.noteTypes()).toContain("create_failed")
    expect((await answer({ document: "11144477735" })).reference).not.toBeNull()
  })

  test("asks again for what is still missing", async () => {
    const { answer, gateway } = await askingShop()
    const phone = { name: "phone", label: "Phone", required: true }
    gateway.asks = [DOCUMENT, phone]
    const attempt = await answer({ document: ANSWER })
    expect(attempt.nextAction).toEqual({ type: "collect", fields: [phone] })
    expect((await answer({ phone: "+5511999990000" })).reference).not.toBeNull()
    expect(gateway.payers.at(-1)?.answers).toEqual({
      document: ANSWER,
      phone: "+5511999990000",
    })
  })

  test("takes again what was answered before, and no longer asked", async () => {
    const { answer, gateway } = await askingShop()
    gateway.asks = [DOCUMENT, { name: "phone", label: "Phone", required: true }]
    await answer({ document: "11144477735" })
    expect((await answer({ document: ANSWER, phone: "+551199" })).reference).not.toBeNull()
    expect(gateway.payers.at(-1)?.answers).toEqual({ document: ANSWER, phone: "+551199" })
  })

  test("takes no answers once it is created", async () => {
    const { answer } = await askingShop()
    await answer({ document: ANSWER })
    await expect(answer({ document: ANSWER })).rejects.toMatchObject({ reason: "not_allowed" })
  })

  test("keeps the answers when the amount changes", async () => {
    const { answer, provider, gateway, ledger } = await askingShop()
    const { sessionId } = await answer({ document: ANSWER })
    await provider.updatePayment({ ...sessionInput({}, 12), data: { session_id: sessionId } })
    expect(ledger.last).toMatchObject({ sequence: 2, payerAnswers: { document: ANSWER } })
    expect(gateway.created.at(-1)).toMatchObject({ sequence: 2 })
    expect(gateway.payers.at(-1)?.answers).toEqual({ document: ANSWER })
  })
})

describe("answers that come with a new session", () => {
  test("are taken from its data, and are not in the session", async () => {
    const { provider, gateway, ledger } = fakeShop()
    gateway.asks = [DOCUMENT]
    const { data } = await provider.initiatePayment(
      sessionInput({ document: ANSWER, phone: 7, foreign: "x" })
    )
    expect(ledger.last).toMatchObject({
      reference: "invoice-1",
      payerAnswers: { document: ANSWER },
    })
    expect(data).toMatchObject({ document: null, phone: null, foreign: null })
  })

  test("are taken from the request, which knows more than Medusa passes on", async () => {
    const { provider, gateway } = fakeShop()
    gateway.asks = [DOCUMENT]
    const facts = { ip: "203.0.113.7", language: "pt-BR", payerAnswers: { document: ANSWER } }
    await withRequestFacts(facts, () => provider.initiatePayment(sessionInput()))
    expect(gateway.payers.at(-1)).toMatchObject({
      ip: "203.0.113.7",
      language: "pt-BR",
      answers: { document: ANSWER },
    })
  })
})
