import { createHash } from "node:crypto"
import { qrCodeModules, qrCodeSvg } from "../qr-code"

describe("QR codes", () => {
  // Digests of the modules as another implementation (level M, mask 0) draws them.
  it.each([
    [1, 21, "dbc14e0823d31d85b60b49ebb67a26ae585812cad3bdcfc78cc6d9bc6418583b"],
    [14, 21, "95137755efcccbfbf63ba916a239475b4af4e4537f8e54ad015b128603c94146"],
    [15, 25, "fd09a45838704f3aca48400473069a02d42a85cc3a1c42b6ae18d8e89268c35b"],
    [42, 29, "4cc9ba889a90affc6dbd38adfd01f86d5b9e3416c33dcec147c94b36132e6cc8"],
    [60, 33, "4f0a06b5b30196ae14f947f6e979900be0701ef6fd9eb9e46944e2b84c959a81"],
    [84, 37, "f502ba43c48085e45ff18c16cba6bb91e2cc4fe4c701b1861a84e913db35da2d"],
    [106, 41, "091f32c7a32da7659d300f21ef33051b76a1820954e5cb47c4c966e5d6b0dbff"],
  ])(
    "of %i bytes have %i modules a side, as another implementation draws them",
    (bytes, size, digest) => {
      const modules = qrCodeModules("0x1aB".repeat(30).slice(0, bytes))
      const drawn = modules.map((row) => row.map(Number).join("")).join("\n")
      expect([modules.length, createHash("sha256").update(drawn).digest("hex")]).toEqual([
        size,
        digest,
      ])
    }
  )

  it("are drawn with a quiet zone", () => {
    expect(qrCodeSvg("a")).toMatch(/^<svg [^>]*viewBox="0 0 29 29".*M4 4h1v1h-1z.*<\/svg>$/)
  })

  it("refuse what does not fit", () => {
    expect(() => qrCodeModules("x".repeat(107))).toThrow("107 bytes are too many")
  })
})
