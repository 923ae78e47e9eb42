import { execFileSync } from "node:child_process"
import fs from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { build } from "esbuild"

// npm run build [-- <folder>]: the package as ES modules and as CommonJS, with types for both.
const here = path.join(import.meta.dirname, "..")
const out = path.resolve(process.argv[2] ?? path.join(here, "dist"))

/** File by file, so that a shop's bundler leaves out what it does not use. */
const sources = fs
  .readdirSync(path.join(here, "src"), { recursive: true })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes("__tests__"))
  .map((file) => path.join(here, "src", file))

fs.rmSync(out, { recursive: true, force: true })
for (const format of ["esm", "cjs"]) {
  await build({
    entryPoints: sources,
    outbase: path.join(here, "src"),
    outdir: path.join(out, format),
    format,
    target: "es2022",
    jsx: "automatic",
    logLevel: "warning",
  })
}
// The nearest one counts, for Node and for bundlers.
fs.writeFileSync(
  path.join(out, "cjs/package.json"),
  `${JSON.stringify({ type: "commonjs", sideEffects: false })}\n`
)
fs.copyFileSync(path.join(here, "src/styles.css"), path.join(out, "styles.css"))

const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc")
const types = path.join(out, "esm")
execFileSync(
  process.execPath,
  [compiler, "-p", path.join(here, "tsconfig.build.json"), "--outDir", types],
  { stdio: "inherit" }
)
for (const file of fs.readdirSync(types, { recursive: true })) {
  if (file.endsWith(".d.ts")) {
    fs.cpSync(path.join(types, file), path.join(out, "cjs", file))
  }
}
