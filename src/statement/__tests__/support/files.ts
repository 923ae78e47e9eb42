import { Readable } from "node:stream"
import type { ReadingOptions } from "../../settlement-entries"

/** How a file is read when nothing is said. */
export const PLAIN: ReadingOptions = { columns: {}, unit: "major", decimalSeparator: "." }

/** A file as it is sent, in chunks of so many bytes. */
export function sent(content: string | Uint8Array, chunkBytes = 64 * 1024): AsyncIterable<Buffer> {
  const bytes = Buffer.from(content as Uint8Array)
  const count = Math.ceil(bytes.length / chunkBytes)
  return Readable.from(
    Array.from({ length: count }, (_, place) =>
      bytes.subarray(place * chunkBytes, (place + 1) * chunkBytes)
    )
  )
}
