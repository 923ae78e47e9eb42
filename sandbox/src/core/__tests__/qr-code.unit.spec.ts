import { create } from "qrcode"
import { qrCodeSvg } from "../qr-code"

describe("QR codes", () => {
  it.each(["a", "0x52908400098527886E0F7030069857D2E4169EE7", "x".repeat(300)])(
    "show each dark module of %s, with a quiet zone of four",
    (text) => {
      const { modules } = create(text, { errorCorrectionLevel: "M" })
      const svg = qrCodeSvg(text)
      const drawn = [...svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`)
      const dark = Array.from({ length: modules.size ** 2 }, (_, index) => index).filter((index) =>
        modules.get(Math.floor(index / modules.size), index % modules.size)
      )
      expect(drawn).toEqual(
        dark.map((index) => `${(index % modules.size) + 4},${Math.floor(index / modules.size) + 4}`)
      )
      expect(svg).toContain(`viewBox="0 0 ${modules.size + 8} ${modules.size + 8}"`)
    }
  )
})
