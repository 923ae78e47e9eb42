import { judgeExports, judgeFiles, judgeImports } from "../package-contents.mjs"

const essentials = ["package.json", "README.md", "CHANGELOG.md", "LICENSE"]
const server = ".medusa/server/src"

describe("judgeFiles", () => {
  it("is content with the built plugin", () => {
    expect(
      judgeFiles([...essentials, `${server}/config/index.js`, `${server}/config/index.d.ts`])
    ).toEqual([])
  })

  it.each([
    ".medusa/server/medusa-config.js",
    ".medusa/server/integration-tests/a.spec.js",
    `${server}/core/__tests__/money.unit.spec.js`,
    `${server}/core/money.js.map`,
    `${server}/scripts/seed.js`,
    "src/core/money.ts",
    "demo/index.ts",
    ".env",
  ])("is surprised by %s", (file) => {
    expect(judgeFiles([...essentials, file])).toEqual([
      `${file} is in the package, and no shop needs it.`,
    ])
  })

  it("misses the licence", () => {
    expect(judgeFiles(essentials.filter((file) => file !== "LICENSE"))).toEqual([
      "LICENSE is missing in the package.",
    ])
  })
})

describe("judgeExports", () => {
  const exports = {
    "./package.json": "./package.json",
    "./config": {
      types: `./${server}/config/index.d.ts`,
      default: `./${server}/config/index.js`,
    },
    "./providers/*": `./${server}/providers/*/index.js`,
  }

  it("follows every entry", () => {
    expect(
      judgeExports({ exports }, [
        "package.json",
        `${server}/config/index.d.ts`,
        `${server}/config/index.js`,
        `${server}/providers/streampay/index.js`,
      ])
    ).toEqual([])
  })

  it("names those that lead nowhere", () => {
    expect(judgeExports({ exports }, ["package.json", `${server}/config/index.js`])).toEqual([
      `The export "./config" leads to ${server}/config/index.d.ts, which is not in the package.`,
      `The export "./providers/*" leads to ${server}/providers/*/index.js, which is not in the package.`,
    ])
  })
})

describe("judgeImports", () => {
  const manifest = {
    name: "medusa-payment-gateways",
    dependencies: { axios: "^1" },
    peerDependencies: { "@medusajs/framework": "^2" },
  }
  const judge = (text) => judgeImports(manifest, [`${server}/core/http.js`], () => text)

  it.each([
    'const axios_1 = require("axios")',
    'const utils_1 = require("@medusajs/framework/utils")',
    'const crypto = require("node:crypto")',
    'const money_1 = require("./money")',
    'import type { Attempt } from "../attempt"',
    'await import("medusa-payment-gateways/config")',
  ])("knows %s", (text) => {
    expect(judge(text)).toEqual([])
  })

  it.each([
    ['const lodash = require("lodash/get")', "lodash"],
    ['import { x } from "@medusajs/utils"', "@medusajs/utils"],
    ["await import('fast-check')", "fast-check"],
  ])("misses the package of %s", (text, loaded) => {
    expect(judge(text)).toEqual([
      `${server}/core/http.js loads ${loaded}, which package.json gives to no shop.`,
    ])
  })

  it("looks at the admin's bundle too: a shop builds its admin from it", () => {
    const bundle = `${server}/admin/index.mjs`
    expect(judgeImports(manifest, [bundle], () => 'import { Bar } from "recharts";')).toEqual([
      `${bundle} loads recharts, which package.json gives to no shop.`,
    ])
  })
})
