import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"

const NAME = "medusa-payment-gateways"

/** What a shop is made of; `null` where a package does not tell. */
export interface Versions {
  readonly plugin: string | null
  readonly medusa: string | null
  readonly node: string
}

export function readVersions(): Versions {
  return {
    plugin: pluginVersion(__dirname),
    medusa: medusaVersion(),
    node: process.versions.node,
  }
}

interface PackageFile {
  readonly name?: string
  readonly version?: string
}

/** The plugin's own package.json is above this file, in the source as in what is published. */
function pluginVersion(folder: string): string | null {
  const file = readPackage(path.join(folder, "package.json"))
  if (file?.name === NAME) {
    return file.version ?? null
  }
  const above = path.dirname(folder)
  return above === folder ? null : pluginVersion(above)
}

function medusaVersion(): string | null {
  try {
    const file = createRequire(__filename).resolve("@medusajs/medusa/package.json")
    return readPackage(file)?.version ?? null
  } catch (error) {
    if (isMissing(error)) {
      return null
    }
    throw error
  }
}

function readPackage(file: string): PackageFile | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as PackageFile
  } catch (error) {
    if (isMissing(error)) {
      return undefined
    }
    throw error
  }
}

const MISSING = new Set(["ENOENT", "ENOTDIR", "MODULE_NOT_FOUND", "ERR_PACKAGE_PATH_NOT_EXPORTED"])

function isMissing(error: unknown): boolean {
  return MISSING.has(String((error as { code?: unknown }).code))
}
