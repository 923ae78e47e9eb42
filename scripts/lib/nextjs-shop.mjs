import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { projectRoot, runNpm } from "./ensure-installed.mjs"
import { readGuidePatch } from "./guide-patch.mjs"

const guide = path.join(projectRoot, "docs/storefront-nextjs.md")
const name = "medusa-payment-gateways-react"

// Outside the project, whose node_modules have another React.
const home = path.join(
  os.tmpdir(),
  `medusa-payment-gateways-nextjs-${createHash("sha256").update(projectRoot).digest("hex").slice(0, 8)}`
)

/**
 * Unpacks the storefront of Medusa's Next.js starter, changes it as the guide says, and installs it
 * with this project's package. What was installed before is kept; the sources are unpacked anew.
 *
 * @param {string} starter a clone of the starter's repository
 * @returns {Promise<string>} the storefront's folder
 */
export async function installNextjsShop(starter) {
  const folder = path.join(home, "apps/storefront")
  const isKept = (entry) => entry === "node_modules"
  fs.mkdirSync(folder, { recursive: true })
  for (const entry of fs.readdirSync(folder).filter((one) => !isKept(one))) {
    fs.rmSync(path.join(folder, entry), { recursive: true, force: true })
  }
  const archive = path.join(home, "starter.tar")
  execFileSync("git", [
    ...["-C", starter, "archive", "--output", archive, "HEAD", "apps/storefront"],
  ])
  execFileSync("tar", ["-x", "-f", archive, "-C", home])
  execFileSync("git", ["apply", "--verbose", "-"], {
    cwd: folder,
    input: readGuidePatch(guide),
    stdio: ["pipe", "inherit", "inherit"],
    // Not a part of a repository that happens to be around it.
    env: { ...process.env, GIT_CEILING_DIRECTORIES: home },
  })
  await useOwnPackage(folder)
  const quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
  await runNpm(["install", ...quiet], { cwd: folder, task: "installing the storefront" })
  return folder
}

/** The package as npm would publish it, in the place of the one that is published. */
async function useOwnPackage(folder) {
  const parcel = path.join(home, "parcel")
  fs.rmSync(parcel, { recursive: true, force: true })
  fs.mkdirSync(parcel)
  // npm pack builds first (see "prepack").
  await runNpm(["pack", "--silent", "--pack-destination", parcel], {
    cwd: path.join(projectRoot, "storefront"),
    task: "packing",
  })
  const [tarball] = fs.readdirSync(parcel)
  // npm takes a file of the same name for the same package.
  const content = createHash("sha256").update(fs.readFileSync(path.join(parcel, tarball)))
  const copy = path.join(parcel, `${name}-${content.digest("hex").slice(0, 12)}.tgz`)
  fs.renameSync(path.join(parcel, tarball), copy)
  const file = path.join(folder, "package.json")
  const manifest = JSON.parse(fs.readFileSync(file, "utf8"))
  if (!manifest.dependencies[name]) {
    throw new Error(`The guide's patch does not add ${name} to package.json.`)
  }
  manifest.dependencies[name] = `file:${copy}`
  fs.writeFileSync(file, JSON.stringify(manifest, null, 2))
}
