// Medusa's admin with the plugin's pages, as `medusa build` makes it: build-admin.mjs <folder> <sources …>
import { createRequire } from "node:module"

const [outDir, ...sources] = process.argv.slice(2)
const { build } = createRequire(import.meta.url)("@medusajs/admin-bundler")

try {
  await build({
    path: "/app",
    outDir,
    sources,
    plugins: [],
    disable: false,
    // Names in the browser's messages are those of the source, and it takes half the time.
    vite: () => ({ build: { minify: false, reportCompressedSize: false } }),
  })
} catch (error) {
  // The whole error lists every module there is.
  console.error(error.message)
  process.exitCode = 1
}
