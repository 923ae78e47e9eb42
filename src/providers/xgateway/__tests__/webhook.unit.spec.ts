import { createHash } from "node:crypto"
import { SESSION_ID } from "../../../core/__tests__/support/attempts"
import vectors from "./fixtures/callback-hash-vectors.json"
import {
  delivery,
  depositBody,
  hashOf,
  readCallback,
  refusalOf,
  TRANSACTION_ID,
} from "./support/callbacks"
import { INVOICE_ID, SECRET_KEY } from "./support/api"

const evidence = { [`transaction:${TRANSACTION_ID}`]: {} }

describe("callbacks and what they point to", () => {
  it.each(["confirmed", "failed", "pending", "processing", "completed", "brand_new"])(
    "is a hint to read a deposit that is said to be %s",
    (status) => {
      expect(readCallback(depositBody({ status }))).toMatchObject({
        eventType: `deposit.${status}`,
        concerns: "payment",
        isUnknown: false,
        reference: SESSION_ID,
        sessionId: SESSION_ID,
        evidence,
      })
    }
  )

  it.each(["pending", "confirmed", "failed"])(
    "takes a %s withdrawal as a refund, and its order for no session",
    (status) => {
      const body = depositBody({ type: "withdrawal", status, orderId: "payses_OTHER" })
      expect(readCallback(body)).toMatchObject({
        eventType: `withdrawal.${status}`,
        concerns: "refund",
        isUnknown: false,
        sessionId: SESSION_ID,
        evidence,
      })
      const foreign = readCallback(
        depositBody({ type: "withdrawal", customerId: "cus_1", orderId: "payses_OTHER" })
      )
      expect(foreign.sessionId).toBeUndefined()
      expect(foreign.reference).toBeUndefined()
    }
  )

  it.each([
    { callbackType: "bank_account", facts: ["cus_1", "EUR"] },
    { callbackType: "kyc", facts: ["cus_1"] },
  ])("knows $callbackType, which is about no payment", ({ callbackType, facts }) => {
    const body = { callbackType, customerId: "cus_1", currency: "EUR", hash: hashOf(facts) }
    expect(readCallback(body)).toEqual({
      eventType: callbackType,
      dedupeKey: expect.any(String),
      concerns: "other",
      isUnknown: false,
    })
  })

  it.each(vectors.other_callback_types)("takes the documented $name callback", (vector) => {
    const { callbackType, customerId, hash, secret } = vector
    const body = { callbackType, customerId, currency: vector.currency, hash }
    expect(readCallback(body, { secrets: [secret] }).concerns).toBe("other")
  })

  it.each([
    { name: "as a transaction's", facts: [TRANSACTION_ID, SESSION_ID, "200", "EUR"] },
    { name: "as a bank account's", facts: [SESSION_ID, "EUR"] },
    { name: "as a verification's", facts: [SESSION_ID] },
  ])("reports a type that no document knows, hashed $name", ({ facts }) => {
    const body = { ...depositBody(), callbackType: "chargeback", hash: hashOf(facts) }
    const hint = readCallback(body)
    expect(hint).toMatchObject({
      eventType: "chargeback",
      concerns: "payment",
      isUnknown: true,
      sessionId: SESSION_ID,
    })
    expect(hint.evidence).toBeUndefined()
  })

  it("reports a callback without a type, and a transaction of an unknown type", () => {
    const untyped = { ...depositBody(), callbackType: undefined }
    expect(readCallback(untyped)).toMatchObject({ eventType: "no callbackType", isUnknown: true })
    expect(readCallback(depositBody({ type: "reversal" }))).toMatchObject({
      eventType: "reversal.confirmed",
      isUnknown: true,
      evidence,
    })
  })
})

describe("the payment that a callback names", () => {
  const second = `${SESSION_ID}-11`
  it.each([
    ["channel", { customerId: second }, { reference: second, sessionId: SESSION_ID }],
    ["channel", { customerId: SESSION_ID, invoiceId: INVOICE_ID }, { reference: SESSION_ID }],
    ["channel", { customerId: "cus_1", invoiceId: INVOICE_ID }, { reference: INVOICE_ID }],
    ["channel", { customerId: "cus_1", orderId: second }, { sessionId: SESSION_ID }],
    ["invoice", { invoiceId: INVOICE_ID }, { reference: INVOICE_ID, sessionId: SESSION_ID }],
    ["invoice", { customerId: second }, { reference: second, sessionId: SESSION_ID }],
    ["invoice", { customerId: "cus_1", orderId: second }, { sessionId: SESSION_ID }],
    [
      "invoice",
      { customerId: "cus_1", invoiceId: INVOICE_ID, orderId: null },
      { reference: INVOICE_ID },
    ],
    ["invoice", { customerId: "cus_1", invoiceId: "../../balance" }, {}],
    ["channel", { customerId: "cus_1", orderId: "order-of-another-shop" }, {}],
    ["channel", { customerId: `${SESSION_ID}.200`, amount: "1" }, {}],
  ] as const)("in the %s flow, %j", (flow, changes, expected) => {
    const hint = readCallback(depositBody(changes), { flow })
    const wanted: Record<string, unknown> = expected
    expect({ reference: hint.reference, sessionId: hint.sessionId }).toMatchObject(wanted)
    if (Object.keys(expected).length === 0) {
      expect(hint.reference ?? hint.sessionId).toBeUndefined()
    }
  })

  it("believes the customer, whom the hash covers, before the order, which it does not", () => {
    const hint = readCallback(depositBody({ orderId: "payses_VICTIM" }))
    expect(hint.sessionId).toBe(SESSION_ID)
  })
})

describe("hashes", () => {
  it.each(vectors.vectors.filter(({ id }) => id.length === 36))(
    "$name, as the body of a callback",
    ({ id, customerId, amount, currency, hash, secret, valid }) => {
      const body = {
        callbackType: "transaction",
        id,
        customerId,
        amount,
        currency,
        hash,
        type: "deposit",
      }
      const refusal = refusalOf(body, { secrets: [secret] })
      expect(refusal).toBe(valid ? undefined : "invalid_signature")
    }
  )

  it("takes the old key and the new one while one replaces the other", () => {
    const body = depositBody({}, "the-old-key")
    expect(refusalOf(body, { secrets: ["the-new-key", "the-old-key"] })).toBeUndefined()
    expect(refusalOf(body, { secrets: ["the-new-key"] })).toBe("invalid_signature")
  })

  it.each(["id", "customerId", "amount", "currency", "hash"])("needs %s", (name) => {
    for (const value of [null, undefined, {}, [], true]) {
      expect(refusalOf({ ...depositBody(), [name]: value })).toBe("invalid_signature")
    }
    expect(refusalOf({ ...depositBody(), [name]: "" })).toBe("invalid_signature")
  })

  it.each([
    ["id", "7e71d132-d80d-4140-8e60-9c89d0bd9eee"],
    ["customerId", "payses_TEST0002"],
    ["amount", "2000"],
    ["currency", "USD"],
  ])("refuses a callback with another %s", (name, value) => {
    expect(refusalOf({ ...depositBody(), [name]: value })).toBe("invalid_signature")
  })

  it.each([
    ["status", "failed"],
    ["type", "withdrawal"],
    ["orderId", "payses_VICTIM"],
    ["invoiceId", INVOICE_ID],
  ])("does not cover %s, which is therefore never believed", (name, value) => {
    expect(refusalOf({ ...depositBody(), [name]: value })).toBeUndefined()
  })

  it.each([
    ["0.10", true],
    ["0.1", false],
    ["0.100", false],
    ["1e-1", false],
  ])("of an amount that was sent as the number 0.10, checked against %s", (hashed, taken) => {
    const facts = [TRANSACTION_ID, SESSION_ID, hashed, "EUR"]
    const text = JSON.stringify({ ...depositBody(), amount: "@", hash: hashOf(facts) })
    const refusal = refusalOf(text.replace('"@"', "0.10"))
    expect(refusal).toBe(taken ? undefined : "invalid_signature")
  })

  it("finds the number among others of the same name", () => {
    const facts = [TRANSACTION_ID, SESSION_ID, "200.00", "EUR"]
    const text = JSON.stringify({
      info: { amount: 200, note: '"amount": 7' },
      ...depositBody(),
      amount: "@",
      hash: hashOf(facts),
    })
    expect(refusalOf(text.replace('"@"', "200.00"))).toBeUndefined()
  })

  it.each(["amount", "id", "customerId", "currency", "status"])(
    "refuses a body that names its %s twice, where two readers could read two different things",
    (name) => {
      const body = depositBody()
      const text = JSON.stringify(body).replace("{", `{${JSON.stringify(name)}:"1",`)
      expect(JSON.parse(text)).toEqual(body)
      expect(refusalOf(text)).toBe("invalid_signature")
    }
  )

  it("takes a body that was written anew, as its facts are the same", () => {
    const pretty = JSON.stringify(depositBody(), null, 2)
    expect(refusalOf(pretty)).toBeUndefined()
  })
})

describe("dedupe keys", () => {
  it("are the body's, so that a deposit that failed first is not lost when it is confirmed", () => {
    const failed = JSON.stringify(depositBody({ status: "failed" }))
    const confirmed = JSON.stringify(depositBody({ status: "confirmed" }))
    const keys = [failed, confirmed, confirmed].map((body) => readCallback(body).dedupeKey)
    expect(keys[1]).toBe(createHash("sha256").update(confirmed).digest("hex"))
    expect(keys[1]).toBe(keys[2])
    expect(keys[0]).not.toBe(keys[1])
  })
})

describe("hostile bodies", () => {
  it.each(["", "null", "[]", "7", '"text"', "{", "not json", "\u0000", "[{}]"])(
    "refuses %j as unreadable",
    (body) => {
      expect(refusalOf(body)).toBe("invalid_webhook")
    }
  )

  it("refuses an object without anything as unsigned", () => {
    expect(refusalOf("{}")).toBe("invalid_signature")
  })

  it.each([
    "x",
    "../balance/accounts",
    "7e71d132",
    "7e71d132-d80d-4140-8e60-9c89d0bd9eed/..",
    "1".repeat(36),
  ])("refuses %j as a transaction's id, however well it is hashed", (id) => {
    expect(refusalOf(depositBody({ id }))).toBe("invalid_webhook")
  })

  it("takes no text with NUL, and none without end", () => {
    expect(refusalOf(depositBody({ customerId: "payses_1\u0000" }))).toBe("invalid_signature")
    expect(refusalOf(depositBody({ customerId: "c".repeat(201) }))).toBe("invalid_signature")
    const hint = readCallback(depositBody({ status: "s\u0000", type: "deposit" }))
    expect(hint.eventType).toBe("deposit.unknown")
  })

  it.each(["__proto__", "constructor", "toString"])("is not fooled by the type %s", (type) => {
    expect(readCallback(depositBody({ type })).isUnknown).toBe(true)
    const body = { ...depositBody(), callbackType: type, hash: hashOf([SESSION_ID]) }
    expect(readCallback(body).isUnknown).toBe(true)
  })

  it("says in its errors nothing of keys and bodies", () => {
    const refusal = () => readCallback({ ...depositBody(), amount: "1" })
    expect(refusal).toThrow(/secret key is another one/)
    expect(refusal).not.toThrow(new RegExp(SECRET_KEY))
    expect(refusal).not.toThrow(new RegExp(TRANSACTION_ID))
  })

  it("leaves headers alone: XGateway signs none", () => {
    expect(delivery(depositBody()).headers).toEqual({})
  })
})
