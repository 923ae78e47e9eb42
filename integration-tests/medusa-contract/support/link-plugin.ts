import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

const pluginDirectory = path.join(tmpdir(), `medusa-contract-plugin-${process.pid}`)

/**
 * Medusa loads a plugin from `.medusa/server/src` of its package. This makes such a package in a
 * temporary folder, with a link to the sources beside this file, so that nothing needs a build.
 */
export function linkPlugin(): string {
  const link = path.join(pluginDirectory, ".medusa", "server", "src")
  if (!existsSync(link)) {
    mkdirSync(path.dirname(link), { recursive: true })
    writeFileSync(
      path.join(pluginDirectory, "package.json"),
      JSON.stringify({ name: "medusa-contract-plugin", version: "1.0.0" })
    )
    symlinkSync(path.join(__dirname, "plugin", "src"), link, "junction")
  }
  return pluginDirectory
}

/** Removes what {@link linkPlugin} made. */
export function unlinkPlugin(): void {
  rmSync(pluginDirectory, { recursive: true, force: true })
}
