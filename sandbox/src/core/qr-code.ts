import { create } from "qrcode"

const QUIET_ZONE = 4

/** A QR code as SVG, dark on light with its quiet zone. */
export function qrCodeSvg(text: string): string {
  const { modules } = create(text, { errorCorrectionLevel: "M" })
  const side = modules.size + 2 * QUIET_ZONE
  const path = [...modules.data].map((dark, index) => {
    const x = (index % modules.size) + QUIET_ZONE
    const y = Math.floor(index / modules.size) + QUIET_ZONE
    return dark ? `M${x} ${y}h1v1h-1z` : ""
  })
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${side * 6}" ` +
    `height="${side * 6}" shape-rendering="crispEdges"><rect width="${side}" height="${side}" ` +
    `fill="#fff"/><path d="${path.join("")}"/></svg>`
  )
}
