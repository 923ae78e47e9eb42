import { useEffect, useState } from "react"
import type { QrDrawing } from "./draw-qr-code.js"

/** What a camera still reads well from a screen. */
const MOST_CHARACTERS = 1_000

type Drawing = QrDrawing & { readonly text: string }

/**
 * A QR code, as one path; nothing for a text that is too long for one. What computes it is loaded
 * when the first one is shown: most payments need none.
 */
export function QrCode({
  text,
  label,
  className,
}: {
  readonly text: string
  readonly label: string
  readonly className: string
}) {
  const [drawing, setDrawing] = useState<Drawing>()
  const isDrawable = text.length <= MOST_CHARACTERS
  useEffect(() => {
    let isWanted = isDrawable
    void draw(text).then((made) => isWanted && setDrawing(made))
    return () => {
      isWanted = false
    }
  }, [text, isDrawable])
  if (!isDrawable) {
    return null
  }
  // Never the code of another address than the one beside it.
  if (drawing?.text !== text) {
    return <svg className={className} viewBox="0 0 1 1" aria-hidden="true" />
  }
  const { size, path } = drawing
  return (
    <svg
      className={className}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  )
}

async function draw(text: string): Promise<Drawing | undefined> {
  try {
    const { drawQrCode } = await import("./draw-qr-code.js")
    return { text, ...drawQrCode(text) }
  } catch {
    // Not loaded, e.g. offline: address and amount stand beside it, to be copied.
    return undefined
  }
}
