import path from "node:path"
import { gzipSync } from "node:zlib"
import { build } from "esbuild"

// npm run size: what a shop's page loads, minified and gzipped, React apart.
const LIMIT_BYTES = 12_000
const source = path.join(import.meta.dirname, "../src")

const entries = [
  {
    name: "component, client and English (all of the package's entry)",
    code: 'export * from "./index.ts"',
    limit: LIMIT_BYTES,
  },
  { name: "client alone", code: 'export * from "./client/index.ts"' },
  { name: "headless hook alone", code: 'export { useGatewayPayment } from "./index.ts"' },
  ...["ar", "es", "pt-BR", "zh"].map((language) => ({
    name: `language ${language}`,
    code: `export * from "./locales/${language}.ts"`,
  })),
]

const say = (bytes, name) => console.log(`${String(bytes).padStart(6)} bytes  ${name}`)

for (const { name, code, limit } of entries) {
  const { atOnce, onDemand } = await measure(code)
  say(atOnce, `${name}${limit ? `, at most ${limit}` : ""}`)
  if (onDemand > 0) {
    say(onDemand, "  more when the first QR code is shown")
  }
  if (limit && atOnce > limit) {
    console.error(`✗ ${name}: ${atOnce - limit} bytes too many`)
    process.exitCode = 1
  }
}

/** @returns gzipped bytes that are loaded with the page, and those that are loaded when needed */
async function measure(code) {
  const { metafile, outputFiles } = await build({
    stdin: { contents: code, resolveDir: source, loader: "ts" },
    bundle: true,
    splitting: true,
    outdir: "out",
    write: false,
    metafile: true,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    external: ["react", "react-dom", "react/jsx-runtime"],
    logLevel: "error",
  })
  const sizes = new Map(
    outputFiles.map((file) => [
      path.relative(process.cwd(), file.path),
      gzipSync(file.contents, { level: 9 }).length,
    ])
  )
  const reached = (kinds) => {
    const files = new Set(["out/stdin.js"])
    for (const file of files) {
      for (const { path: imported, kind } of metafile.outputs[file].imports) {
        if (kinds.includes(kind) && sizes.has(imported)) {
          files.add(imported)
        }
      }
    }
    return [...files].reduce((total, file) => total + sizes.get(file), 0)
  }
  const atOnce = reached(["import-statement"])
  return { atOnce, onDemand: reached(["import-statement", "dynamic-import"]) - atOnce }
}
