import vectors from "./fixtures/signature-vectors.json"
import {
  delivery,
  macOf,
  readWebhook,
  refusalOf,
  SIGNED_AT,
  signedDelivery,
  WEBHOOK_SECRET,
} from "./support/signing"

const BODY = '{"event_type":"PAYMENT_SUCCEEDED","data":{}}'
const OLD_SECRET = "sp_whsec_made_up_0002_old"

describe("the specification's vectors", () => {
  it.each(vectors.vectors.filter(({ valid }) => !valid))(
    "$name is refused",
    ({ secret, raw_body: body, header }) => {
      expect(refusalOf(delivery(body, header), { secrets: [secret] })).toBe("invalid_signature")
    }
  )

  it.each(vectors.vectors.filter(({ valid }) => valid))(
    "$name is taken",
    ({ secret, raw_body: body, header, t }) => {
      // An empty object is signed rightly, and is no event: what it is refused for is its body.
      const expected = body === "{}" ? "invalid_webhook" : undefined
      expect(refusalOf(delivery(body, header), { secrets: [secret] })).toBe(expected)
      expect(header).toBe(`t=${t},v1=${macOf(body, { secret, t })}`)
    }
  )

  it("are all there", () => {
    expect(vectors.vectors).toHaveLength(8)
  })
})

describe("a signature", () => {
  it.each([
    ["hexadecimal", macOf(BODY)],
    ["hexadecimal in capitals", macOf(BODY).toUpperCase()],
    ["base64", macOf(BODY, { encoding: "base64" })],
  ])("is taken in %s", (_, mac) => {
    expect(refusalOf(delivery(BODY, `t=${SIGNED_AT},v1=${mac}`))).toBeUndefined()
  })

  it.each(["x-webhook-signature", "X-Webhook-Signature", "X-WEBHOOK-SIGNATURE"])(
    "is found in the header %s",
    (name) => {
      const { rawBody, now } = signedDelivery(BODY)
      const headers = { [name]: `t=${SIGNED_AT},v1=${macOf(BODY)}` }
      expect(refusalOf({ rawBody, now, headers })).toBeUndefined()
    }
  )

  it.each([
    ["parts in another order", `v1=${macOf(BODY)},t=${SIGNED_AT}`],
    ["spaces after the commas", `t=${SIGNED_AT}, v1=${macOf(BODY)}`],
    ["a part of a later version", `t=${SIGNED_AT},v1=${macOf(BODY)},v2=abc,flag`],
    [
      "the MACs of two secrets, the right one first",
      `t=${SIGNED_AT},v1=${macOf(BODY)},v1=${"0".repeat(64)}`,
    ],
    [
      "the MACs of two secrets, the right one last",
      `t=${SIGNED_AT},v1=${"0".repeat(64)},v1=${macOf(BODY)}`,
    ],
  ])("is taken with %s", (_, header) => {
    expect(refusalOf(delivery(BODY, header))).toBeUndefined()
  })

  it("is refused when one byte of the body is another", () => {
    const { headers, now, rawBody } = signedDelivery(BODY)
    for (const at of rawBody.keys()) {
      const tampered = Buffer.from(rawBody)
      tampered[at] ^= 1
      expect(refusalOf({ headers, now, rawBody: tampered })).toBe("invalid_signature")
    }
    expect(refusalOf({ headers, now, rawBody: Buffer.from(`${BODY} `) })).toBe("invalid_signature")
    expect(refusalOf({ headers, now, rawBody: Buffer.alloc(0) })).toBe("invalid_signature")
  })

  it("is refused when one digit of it is another", () => {
    const mac = macOf(BODY)
    for (const at of Array.from(mac).keys()) {
      const digit = mac[at] === "0" ? "1" : "0"
      const tampered = mac.slice(0, at) + digit + mac.slice(at + 1)
      expect(refusalOf(delivery(BODY, `t=${SIGNED_AT},v1=${tampered}`))).toBe("invalid_signature")
    }
  })

  const mac = macOf(BODY)
  it.each([
    ["no header", undefined],
    ["an empty header", ""],
    ["the MAC alone", mac],
    ["no time", `v1=${mac}`],
    ["an empty time", `t=,v1=${mac}`],
    ["no MAC", `t=${SIGNED_AT}`],
    ["an empty MAC", `t=${SIGNED_AT},v1=`],
    ["a MAC that is too short", `t=${SIGNED_AT},v1=${mac.slice(2)}`],
    ["a MAC that is too long", `t=${SIGNED_AT},v1=${mac}00`],
    ["a MAC with other letters", `t=${SIGNED_AT},v1=${"z".repeat(64)}`],
    ["a time with a fraction", `t=${SIGNED_AT}.0,v1=${macOf(BODY, { t: `${SIGNED_AT}.0` })}`],
    ["a negative time", `t=-5,v1=${macOf(BODY, { t: "-5" })}`],
    ["a time that is a word", `t=now,v1=${macOf(BODY, { t: "now" })}`],
    ["two times", `t=${SIGNED_AT},t=${SIGNED_AT + 1},v1=${mac}`],
    ["the MAC of the body without its time", `t=${SIGNED_AT},v1=${macOf(BODY, { t: "" })}`],
    ["a version of its own", `t=${SIGNED_AT},v0=${mac}`],
    ["a header without end", `t=${SIGNED_AT},v1=${mac},${"x".repeat(5000)}`],
  ])("is refused with %s", (_, header) => {
    expect(refusalOf(delivery(BODY, header))).toBe("invalid_signature")
  })

  it("is refused when several headers came, right ones among them", () => {
    const right = `t=${SIGNED_AT},v1=${mac}`
    expect(refusalOf(delivery(BODY, [right, right]))).toBe("invalid_signature")
    expect(refusalOf(delivery(BODY, ["t=1,v1=0", right]))).toBe("invalid_signature")
    expect(refusalOf(delivery(BODY, []))).toBe("invalid_signature")
  })

  it("counts the raw bytes, whatever their encoding", () => {
    const broken = Buffer.concat([Buffer.from(BODY.slice(0, -1)), Buffer.from([0xff, 0x7d])])
    const webhook = signedDelivery(broken)
    expect(refusalOf(webhook)).toBe("invalid_webhook")
    expect(refusalOf({ ...webhook, rawBody: Buffer.from(broken.toString("utf8")) })).toBe(
      "invalid_signature"
    )
  })
})

describe("several secrets", () => {
  const options = { secrets: [WEBHOOK_SECRET, OLD_SECRET] }

  it("all count while one replaces the other", () => {
    expect(refusalOf(signedDelivery(BODY), options)).toBeUndefined()
    expect(refusalOf(signedDelivery(BODY, OLD_SECRET), options)).toBeUndefined()
    expect(refusalOf(signedDelivery(BODY, "sp_whsec_of_somebody_else"), options)).toBe(
      "invalid_signature"
    )
  })

  it("are no longer taken once they are out of the list", () => {
    expect(refusalOf(signedDelivery(BODY, OLD_SECRET))).toBe("invalid_signature")
  })
})

describe("the age of a signature", () => {
  const at = (seconds: number) => new Date((SIGNED_AT + seconds) * 1000)
  const header = `t=${SIGNED_AT},v1=${macOf(BODY)}`

  it.each([-86_400, 0, 12 * 3600, 30 * 86_400])("does not matter by itself (%i s)", (seconds) => {
    expect(refusalOf(delivery(BODY, header, at(seconds)))).toBeUndefined()
  })

  it.each([
    [0, undefined],
    [300, undefined],
    [-300, undefined],
    [301, "invalid_signature"],
    [-301, "invalid_signature"],
    [43_200, "invalid_signature"],
  ])("of %i s, with a tolerance of 300 s, gives %s", (seconds, expected) => {
    const webhook = delivery(BODY, header, at(seconds))
    expect(refusalOf(webhook, { toleranceSeconds: 300 })).toBe(expected)
  })
})

describe("a refusal", () => {
  it("says what may be wrong, and shows neither secret nor MAC", () => {
    const act = () => readWebhook(signedDelivery(BODY, OLD_SECRET))
    expect(act).toThrow(/webhook secret is another one/)
    expect(act).not.toThrow(new RegExp(`${WEBHOOK_SECRET}|${macOf(BODY)}`))
  })
})
