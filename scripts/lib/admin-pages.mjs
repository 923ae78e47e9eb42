import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { runChild } from "./child-processes.mjs"
import { projectRoot } from "./ensure-installed.mjs"

/**
 * Loads the admin's pages in a browser, beside core's own, and prints a table.
 *
 * @throws {Error} when a page does not load
 */
export async function measureAdminPages() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "admin-pages-"))
  const file = path.join(folder, "results.json")
  try {
    console.log("Loading the admin's pages …")
    const script = path.join(projectRoot, "scripts", "test.mjs")
    const code = await runChild(process.execPath, [script, "--benchmarks"], {
      cwd: projectRoot,
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, BENCHMARK_RESULTS: file },
    })
    if (code !== 0) {
      throw new Error("The admin's pages could not be measured.")
    }
    console.table(compared(JSON.parse(fs.readFileSync(file, "utf8"))))
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}

/** @param {{ name: string, page: number, request: number }[]} pages medians in ms; the first is core's list */
function compared(pages) {
  const [core] = pages
  return pages.map(({ name, page, request }) => ({
    page: name,
    "loaded, ms": Math.round(page),
    "of core's orders": (page / core.page).toFixed(2),
    "longest request, ms": Math.round(request),
  }))
}
