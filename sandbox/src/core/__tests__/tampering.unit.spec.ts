import { tamperWith } from "../tampering"

const SIGNED = {
  headers: { "X-Sig": "t=1767323045,v1=ab0", "X-Time": "1767323045", Other: "x" },
  body: '{"id":"a1"}',
}

describe("tampering", () => {
  it("leaves a webhook alone unless told otherwise", () => {
    expect(tamperWith(undefined, { signatureHeader: "X-Sig" }, SIGNED)).toBe(SIGNED)
  })

  it("spoils the signature", () => {
    expect(tamperWith("signature", { signatureHeader: "X-Sig" }, SIGNED)).toEqual({
      ...SIGNED,
      headers: { ...SIGNED.headers, "X-Sig": "t=1767323045,v1=ab1" },
    })
  })

  it("takes the signature away", () => {
    expect(tamperWith("missing_signature", { signatureHeader: "X-Sig" }, SIGNED).headers).toEqual({
      "X-Time": "1767323045",
      Other: "x",
    })
  })

  it("moves the time everywhere and keeps the signature", () => {
    expect(tamperWith("timestamp", { signatureHeader: "X-Sig" }, SIGNED).headers).toEqual({
      "X-Sig": "t=1767323046,v1=ab0",
      "X-Time": "1767323046",
      Other: "x",
    })
  })

  it.each([
    ['{"id":"a1"}', '{"id":"a0"}'],
    ["{}", "{} "],
  ])("changes one byte of %s", (body, changed) => {
    expect(tamperWith("body", { signatureHeader: "X-Sig" }, { ...SIGNED, body }).body).toBe(changed)
  })

  it("leaves it to a vendor's own way", () => {
    const tamper = (kind: string) => ({ headers: {}, body: kind })
    const place = { signatureHeader: "X-Sig", tamper }
    expect(tamperWith("timestamp", place, SIGNED).body).toBe("timestamp")
    expect(tamperWith(undefined, place, SIGNED)).toBe(SIGNED)
  })

  describe("of a signature in the body", () => {
    const place = { signatureHeader: "", signatureField: "sig" }
    const tampered = (kind: "signature" | "missing_signature" | "body", body: string) =>
      tamperWith(kind, place, { headers: {}, body }).body

    it.each([
      ["signature", "a=1%2B2&sig=AB0", "a=1%2B2&sig=AB1"],
      ["missing_signature", "a=1%2B2&sig=AB0", "a=1%2B2"],
      ["body", "a=1&sig=AB0", "a=1&sig=AB1"],
      ["signature", '{"a":1,"sig":"AB1"}', '{"a":1,"sig":"AB0"}'],
      ["missing_signature", '{"a":1,"sig":"AB1"}', '{"a":1}'],
      ["signature", "{broken", "{broken"],
    ] as const)("%s: %s", (kind, body, changed) => {
      expect(tampered(kind, body)).toBe(changed)
    })
  })
})
