import { tamperWith } from "../tampering"

const SIGNED = {
  headers: { "X-Sig": "t=1767323045,v1=ab0", "X-Time": "1767323045", Other: "x" },
  body: '{"id":"a1"}',
}

describe("tampering", () => {
  it("leaves a webhook alone unless told otherwise", () => {
    expect(tamperWith(undefined, "X-Sig", SIGNED)).toBe(SIGNED)
  })

  it("spoils the signature", () => {
    expect(tamperWith("signature", "X-Sig", SIGNED)).toEqual({
      ...SIGNED,
      headers: { ...SIGNED.headers, "X-Sig": "t=1767323045,v1=ab1" },
    })
  })

  it("takes the signature away", () => {
    expect(tamperWith("missing_signature", "X-Sig", SIGNED).headers).toEqual({
      "X-Time": "1767323045",
      Other: "x",
    })
  })

  it("moves the time everywhere and keeps the signature", () => {
    expect(tamperWith("timestamp", "X-Sig", SIGNED).headers).toEqual({
      "X-Sig": "t=1767323046,v1=ab0",
      "X-Time": "1767323046",
      Other: "x",
    })
  })

  it.each([
    ['{"id":"a1"}', '{"id":"a0"}'],
    ["{}", "{} "],
  ])("changes one byte of %s", (body, changed) => {
    expect(tamperWith("body", "X-Sig", { ...SIGNED, body }).body).toBe(changed)
  })
})
