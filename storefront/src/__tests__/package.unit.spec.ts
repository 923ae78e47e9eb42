import { execFileSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import ts from "typescript"

const home = path.join(__dirname, "../..")
const installed = path.join(home, "../node_modules")
const NAME = "medusa-payment-gateways-react"

let shop: string

/** A shop that has installed the package as it is published. */
beforeAll(() => {
  shop = fs.mkdtempSync(path.join(os.tmpdir(), "payment-shop-"))
  const own = path.join(shop, "node_modules", NAME)
  fs.mkdirSync(own, { recursive: true })
  execFileSync(process.execPath, [path.join(home, "scripts/build.mjs"), path.join(own, "dist")])
  fs.copyFileSync(path.join(home, "package.json"), path.join(own, "package.json"))
  for (const name of ["uqr", "@types"]) {
    fs.symlinkSync(path.join(installed, name), path.join(shop, "node_modules", name))
  }
  for (const name of ["react", "react-dom"]) {
    const react = process.env.REACT_MODULES ?? installed
    fs.symlinkSync(path.join(react, name), path.join(shop, "node_modules", name))
  }
})

afterAll(() => fs.rmSync(shop, { recursive: true, force: true }))

function run(file: string, code: string): string {
  fs.writeFileSync(path.join(shop, file), code)
  return execFileSync(process.execPath, [file], { cwd: shop, encoding: "utf8" }).trim()
}

const STATE = JSON.stringify({
  session_id: "payses_1",
  gateway: "streampay",
  reference: null,
  status: "captured",
  amount: "10.00",
  currency_code: "sar",
  expires_at: null,
  next_action: null,
  order_id: "order_1",
  received: "10.00",
  due: "0.00",
  exception: null,
  server_time: "2026-03-01T12:00:00.000Z",
})

/** Uses every entry, and draws a payment on a server. */
const USE = `
  const client = createPaymentClient({ backendUrl: "https://shop.example", publishableKey: "pk_1" })
  const html = renderToString(
    createElement(GatewayPayment, { client, sessionId: "payses_1", initialStatus: ${STATE}, locale: ar })
  )
  console.log(html.includes(ar.texts.views.done.title), ptBR.language, typeof useGatewayPayment,
    readNextAction({ next_action: null }), whatNext(${STATE}).kind)`

describe("the published package", () => {
  it("is imported as ES modules", () => {
    const imports = `
      import { createElement } from "react"
      import { renderToString } from "react-dom/server"
      import { GatewayPayment, readNextAction, useGatewayPayment } from "${NAME}"
      import { createPaymentClient, whatNext } from "${NAME}/client"
      import { ar } from "${NAME}/locales/ar"
      import { ptBR } from "${NAME}/locales/pt-BR"`
    expect(run("shop.mjs", `${imports}${USE}`)).toBe("true pt-BR function null done")
  })

  it("is required as CommonJS", () => {
    const requires = `
      const { createElement } = require("react")
      const { renderToString } = require("react-dom/server")
      const { GatewayPayment, readNextAction, useGatewayPayment } = require("${NAME}")
      const { createPaymentClient, whatNext } = require("${NAME}/client")
      const { ar } = require("${NAME}/locales/ar")
      const { ptBR } = require("${NAME}/locales/pt-BR")`
    expect(run("shop.cjs", `${requires}${USE}`)).toBe("true pt-BR function null done")
  })

  it("has a client that needs no React, and no window", () => {
    const code = `
      import module from "node:module"
      const loaded = []
      module.register("data:text/javascript," + encodeURIComponent(
        'export async function resolve(name, context, next) {' +
        ' if (/react($|\\\\/|-dom)/.test(name) && !name.includes("payment-gateways")) throw new Error("loads " + name);' +
        ' return next(name, context) }'))
      const { createPaymentClient } = await import("${NAME}/client")
      const { ar } = await import("${NAME}/locales/ar")
      console.log(typeof createPaymentClient, ar.direction)`
    expect(run("client.mjs", code)).toBe("function rtl")
  })

  it("marks what runs in browsers only, for React's server components", () => {
    for (const [format, file] of ["esm", "cjs"].flatMap((one) =>
      ["gateway-payment.js", "use-gateway-payment.js"].map((name) => [one, name] as const)
    )) {
      const built = path.join(shop, "node_modules", NAME, "dist", format, "react", file)
      expect(fs.readFileSync(built, "utf8").slice(0, 40)).toContain('"use client"')
    }
  })

  it("is no larger than it may be", () => {
    const size = path.join(home, "scripts/size.mjs")
    expect(execFileSync(process.execPath, [size], { encoding: "utf8" })).toMatch(/^ *\d+ bytes/)
  })

  it.each([
    ["whatNext", ""],
    ["createPaymentClient", "/client"],
  ])("brings nothing of the component with %s alone", (name, entry) => {
    fs.writeFileSync(
      path.join(shop, "small.js"),
      `import { ${name} } from "${NAME}${entry}"\nconsole.log(${name})`
    )
    const bundler = path.join(installed, "esbuild/bin/esbuild")
    const options = ["--bundle", "--format=esm", "--platform=neutral", "--external:react"]
    const bundled = execFileSync(bundler, ["small.js", ...options], { cwd: shop, encoding: "utf8" })
    expect(bundled).toContain(name)
    expect(bundled).not.toMatch(/gateway-payment|Thank you|uqr|from "react/)
  })

  it("is published with its styles, and nothing of its tests", () => {
    const dist = path.join(shop, "node_modules", NAME, "dist")
    const files = fs.readdirSync(dist, { recursive: true }).map(String)
    expect(files).toContain("styles.css")
    expect(files.filter((file) => /__tests__|\.tsx$|(?<!\.d)\.ts$/.test(file))).toEqual([])
  })

  it.each<[string, ts.CompilerOptions, string]>([
    [
      "Node's ES modules",
      { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
      "shop.mts",
    ],
    [
      "Node's CommonJS",
      { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
      "shop.cts",
    ],
    [
      "bundlers",
      { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
      "shop.ts",
    ],
    [
      "TypeScript's old way",
      { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Node10 },
      "shop.ts",
    ],
  ])("has types for %s", (_, options, file) => {
    const code = `
      import { GatewayPayment, type GatewayPaymentProps } from "${NAME}"
      import { createPaymentClient, type WhatNext } from "${NAME}/client"
      import { ar } from "${NAME}/locales/ar"
      const client = createPaymentClient({ backendUrl: "", publishableKey: "" })
      export const props: GatewayPaymentProps = { client, sessionId: "", locale: ar }
      export const next: WhatNext = { kind: "done", orderId: "" }
      export const component: (props: GatewayPaymentProps) => object = GatewayPayment
      // @ts-expect-error a number is no amount
      export const wrong: WhatNext = { kind: "over", excess: 1, orderId: "" }`
    fs.writeFileSync(path.join(shop, file), code)
    const program = ts.createProgram([path.join(shop, file)], {
      ...options,
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
      jsx: ts.JsxEmit.ReactJSX,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
    })
    const messages = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))
    expect(messages).toEqual([])
  })
})
