import fs from "node:fs"
import path from "node:path"
import ts from "typescript"

const PROJECT = path.resolve(__dirname, "..", "..", "..")
const SHOP = "benchmarks/src/webhooks/shop"

/**
 * Lays out the shop that is measured, with the compiled plugin installed in it, as plain
 * JavaScript: a live shop translates nothing while it runs.
 *
 * @param cacheFolder below the project's `node_modules`, where Medusa itself is found
 * @param pluginFolder where `src` was compiled to
 * @returns the folder to start Medusa in
 */
export function layOutShop(cacheFolder: string, pluginFolder: string): string {
  const root = path.join(cacheFolder, "webhooks")
  fs.rmSync(root, { recursive: true, force: true })
  const sources = [
    ...typeScriptFiles(SHOP),
    "benchmarks/src/webhooks/signed-webhooks.ts",
    "benchmarks/src/stripe-at-address.ts",
    "integration-tests/support/seed-shop.ts",
  ]
  for (const source of sources) {
    const target = path.join(root, source.replace(/\.ts$/, ".js"))
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(target, translated(path.join(PROJECT, source)))
  }
  const shop = path.join(root, SHOP)
  fs.writeFileSync(
    path.join(shop, "package.json"),
    JSON.stringify({ name: "benchmark-shop", dependencies: { "@medusajs/medusa": "*" } })
  )
  installPlugin(path.join(shop, "node_modules", "medusa-payment-gateways"), pluginFolder)
  return shop
}

function installPlugin(folder: string, pluginFolder: string): void {
  const server = path.join(folder, ".medusa", "server")
  fs.mkdirSync(server, { recursive: true })
  fs.cpSync(path.join(pluginFolder, "src"), path.join(server, "src"), { recursive: true })
  fs.copyFileSync(path.join(PROJECT, "package.json"), path.join(folder, "package.json"))
}

function translated(file: string): string {
  const { outputText } = ts.transpileModule(fs.readFileSync(file, "utf8"), {
    fileName: file,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  })
  return outputText
}

function typeScriptFiles(folder: string): string[] {
  return fs
    .readdirSync(path.join(PROJECT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.join(folder, name))
}
