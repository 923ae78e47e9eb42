import { RuleTester } from "eslint"
import path from "node:path"
import partBoundaries from "../part-boundaries.mjs"

const at = (file) => path.join(process.cwd(), file)

new RuleTester().run("part-boundaries", partBoundaries, {
  valid: [
    { filename: at("src/core/http.ts"), code: 'import "./errors"' },
    { filename: at("src/core/http.ts"), code: 'import axios from "axios"' },
    { filename: at("src/core/__tests__/a.unit.spec.ts"), code: 'import "../../../sandbox/src"' },
    { filename: at("sandbox/src/core/server.ts"), code: 'import "../gateways/streampay"' },
    { filename: at("demo/shop.ts"), code: 'import { startSandbox } from "../sandbox/src/index"' },
    { filename: at("demo/shop.ts"), code: 'import "medusa-payment-gateways-sandbox"' },
    { filename: at("integration-tests/a.spec.ts"), code: 'import "../src/core/money"' },
  ],
  invalid: [
    {
      filename: at("sandbox/src/core/money.ts"),
      code: 'import { Money } from "../../../src/core/money"',
      errors: [{ messageId: "sandboxSeesOthers" }],
    },
    {
      filename: at("sandbox/src/core/money.ts"),
      code: 'export * from "../../../src/core/money"',
      errors: [{ messageId: "sandboxSeesOthers" }],
    },
    {
      filename: at("demo/shop.ts"),
      code: 'import { createServer } from "../sandbox/src/core/server"',
      errors: [{ messageId: "othersSeeSandbox" }],
    },
    {
      filename: at("integration-tests/a.spec.ts"),
      code: 'await import("../sandbox/src/gateways/streampay/store.js")',
      errors: [{ messageId: "othersSeeSandbox" }],
    },
    {
      filename: at("src/core/http.ts"),
      code: 'const shop = require("../../demo/shop")',
      errors: [{ messageId: "pluginSeesOthers" }],
    },
  ],
})
