import { encode } from "uqr"

/** Light modules around the code, as its standard asks for. */
const BORDER = 4

/** A QR code as a drawing. */
export interface QrDrawing {
  /** Width and height in modules. */
  readonly size: number
  /** Of the dark modules, for SVG. */
  readonly path: string
}

/**
 * Draws a QR code that is still read with 15 % of it hidden or dirty.
 *
 * @throws {RangeError} when the text is too long for one
 */
export function drawQrCode(text: string): QrDrawing {
  const { data, size } = encode(text, { ecc: "M", border: BORDER })
  return { size, path: pathOf(data) }
}

/** Each run of dark modules in a row is a rectangle. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) =>
      row.flatMap((isDark, x) => {
        if (!isDark || row[x - 1]) {
          return []
        }
        const end = row.indexOf(false, x)
        const width = (end < 0 ? row.length : end) - x
        return [`M${x} ${y}h${width}v1h-${width}z`]
      })
    )
    .join("")
}
