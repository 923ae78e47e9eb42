import { execFile } from "node:child_process"
import fs from "node:fs"
import { builtinModules } from "node:module"
import path from "node:path"
import { promisify } from "node:util"
import { npmCommand } from "./ensure-installed.mjs"

const WANTED = [
  /^package\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^\.medusa\/server\/src\/.+\.(js|d\.ts)$/,
  /^\.medusa\/server\/src\/admin\/index\.mjs$/,
]
const UNWANTED = /__tests__|__fixtures__|\.spec\.|\.test\.|medusa-config|\/scripts\//
const REQUIRED = ["package.json", "README.md", "CHANGELOG.md", "LICENSE"]

/**
 * What `npm pack` would take, judged.
 *
 * @param {string} root the plugin's folder, built
 * @returns {Promise<{ summary: string, surprises: string[] }>} a surprise is one sentence
 */
export async function checkPackage(root) {
  const npm = npmCommand()
  const { stdout } = await promisify(execFile)(
    npm.command,
    [...npm.args, "pack", "--dry-run", "--ignore-scripts", "--json"],
    { cwd: root, maxBuffer: 32 * 1024 * 1024, shell: npm.command.endsWith(".cmd") }
  )
  const report = Object.values(JSON.parse(stdout))[0]
  const files = report.files.map((file) => file.path)
  const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"))
  const read = (file) => fs.readFileSync(path.join(root, file), "utf8")
  return {
    summary: `Package: ${files.length} files, ${Math.ceil(report.size / 1024)} kB packed, ${Math.ceil(report.unpackedSize / 1024)} kB unpacked.`,
    surprises: [
      ...judgeFiles(files),
      ...judgeExports(manifest, files),
      ...judgeImports(manifest, files, read),
    ],
  }
}

/** Files that a shop does not need, and files that it does and are not there. */
export function judgeFiles(files) {
  return [
    ...files
      .filter((file) => UNWANTED.test(file) || !WANTED.some((pattern) => pattern.test(file)))
      .map((file) => `${file} is in the package, and no shop needs it.`),
    ...REQUIRED.filter((file) => !files.includes(file)).map(
      (file) => `${file} is missing in the package.`
    ),
  ]
}

/** Entries of `exports` that lead to nothing. */
export function judgeExports({ exports }, files) {
  const targets = (entry) =>
    typeof entry === "string" ? [entry] : Object.values(entry).flatMap(targets)
  return Object.entries(exports).flatMap(([name, entry]) =>
    targets(entry)
      .map((target) => target.replace(/^\.\//, ""))
      .filter((target) => !files.some((file) => matches(target, file)))
      .map((target) => `The export "${name}" leads to ${target}, which is not in the package.`)
  )
}

function matches(target, file) {
  const [start, end] = target.split("*")
  return end === undefined
    ? file === target
    : file.startsWith(start) && file.endsWith(end) && file.length > start.length + end.length
}

/** Packages that the published code loads and that a shop would not have. */
export function judgeImports({ name, dependencies = {}, peerDependencies = {} }, files, read) {
  const known = new Set([
    name,
    ...Object.keys(dependencies),
    ...Object.keys(peerDependencies),
    ...builtinModules,
  ])
  const missing = new Map()
  for (const file of files.filter((candidate) => /\/src\/.*\.(m?js|d\.ts)$/.test(candidate))) {
    for (const [, loaded] of read(file).matchAll(
      /(?:\brequire\(|\bimport\(|\bfrom\s+|^import\s+)["']([^"'.][^"']*)["']/gm
    )) {
      const owner = loaded
        .replace(/^node:/, "")
        .split("/")
        .slice(0, loaded.startsWith("@") ? 2 : 1)
      if (!known.has(owner.join("/"))) {
        missing.set(owner.join("/"), file)
      }
    }
  }
  return [...missing].map(
    ([loaded, file]) => `${file} loads ${loaded}, which package.json gives to no shop.`
  )
}
