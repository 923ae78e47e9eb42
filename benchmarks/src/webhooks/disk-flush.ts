import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { summarize, type Summary } from "../statistics"

const FLUSHES = 200

/**
 * Milliseconds until the disk has one page: what every commit waits for at the least. It differs
 * a hundredfold between machines, and on one machine with what else it does.
 */
export function measureDiskFlush(): Summary {
  const file = path.join(os.tmpdir(), `disk-flush-${process.pid}`)
  const page = Buffer.alloc(8192, 1)
  const descriptor = fs.openSync(file, "w")
  try {
    const times = Array.from({ length: FLUSHES }, () => {
      fs.writeSync(descriptor, page, 0, page.length, 0)
      const start = performance.now()
      fs.fdatasyncSync(descriptor)
      return performance.now() - start
    })
    return summarize(times)
  } finally {
    fs.closeSync(descriptor)
    fs.rmSync(file)
  }
}
