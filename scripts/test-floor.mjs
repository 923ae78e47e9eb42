import "./lib/require-node.mjs"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { stopChildren, stopOnSignals } from "./lib/child-processes.mjs"
import { ensureInstalled, runNpm } from "./lib/ensure-installed.mjs"
import { installFloorShop, medusaOf, runInShop, startShop } from "./lib/floor-shop.mjs"
import { startLocalPostgres } from "./lib/local-postgres.mjs"
import { freePort } from "./lib/ports.mjs"

// npm run test:floor: the package as npm would publish it, in a fresh shop on the lowest Medusa
// version of its peer range.
const PROVIDERS = [
  "pp_streampay_streampay",
  "pp_corefy_destream",
  "pp_stream-crypto_stream-crypto",
  "pp_directa24_directa24",
  "pp_xgateway_xgateway",
]
const STAFF = { email: "staff@example.com", password: "floor-password" }
const MEDUSA = "@medusajs/cli/cli.js"

const parcel = fs.mkdtempSync(path.join(os.tmpdir(), "medusa-payment-gateways-parcel-"))
let postgres

async function tidyUp() {
  await stopChildren()
  await postgres?.stop()
  fs.rmSync(parcel, { recursive: true, force: true })
}

async function step(title, work) {
  const started = Date.now()
  const result = await work()
  console.log(`✓ ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  return result
}

function expectEqual(what, actual, expected) {
  if (actual !== expected) {
    throw new Error(`${what}: expected ${expected}, got ${actual}`)
  }
}

async function pack() {
  // npm pack builds first (see "prepack").
  await runNpm(["pack", "--silent", "--pack-destination", parcel], { task: "packing" })
  return path.join(parcel, fs.readdirSync(parcel)[0])
}

const UNSIGNED = {
  event_type: "PAYMENT_SUCCEEDED",
  callbackType: "transaction",
  id: "7e71d132-d80d-4140-8e60-9c89d0bd9eed",
  customerId: "payses_FLOOR",
  amount: "200",
  currency: "EUR",
  payment_id: "LqaUrQimtgTe9iF3Knv8Ld",
  result: "9",
  x_invoice: "payses_FLOOR",
  x_amount: "10.00",
}

async function postForm(url, fields) {
  return fetch(url, { method: "POST", body: new URLSearchParams(fields) })
}

async function postJson(url, body, headers = {}) {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  })
}

async function checkProviders(url) {
  const login = await postJson(`${url}/auth/user/emailpass`, STAFF)
  expectEqual("The staff's login answers", login.status, 200)
  const { token } = /** @type {{ token: string }} */ (await login.json())
  const answer = await fetch(`${url}/admin/payments/payment-providers?limit=100`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expectEqual("The list of payment providers answers", answer.status, 200)
  const { payment_providers: providers } =
    /** @type {{ payment_providers: { id: string, is_enabled: boolean }[] }} */ (
      await answer.json()
    )
  const names = providers.map(({ id }) => id).join(", ")
  for (const provider of PROVIDERS) {
    const ours = providers.find(({ id }) => id === provider)
    expectEqual(`${provider} is among ${names}`, ours !== undefined, true)
    expectEqual(`${provider} is enabled`, ours?.is_enabled, true)
  }
}

async function checkHooks(url) {
  const names = PROVIDERS.map((provider) => provider.replace("pp_", ""))
  const refused = [
    ...names.map((name) => `/hooks/payment-gateways/${name}`),
    "/hooks/payment/streampay_streampay",
  ]
  for (const hook of [...refused, "/hooks/payment-gateways/streampay_unknown"]) {
    const status = refused.includes(hook) ? 401 : 404
    // Directa24 sends forms: their bytes have to arrive too.
    const send = hook.endsWith("directa24_directa24") ? postForm : postJson
    const answer = await send(url + hook, UNSIGNED)
    expectEqual(`POST ${hook} without a signature answers`, answer.status, status)
  }
}

async function main() {
  await ensureInstalled()
  const tarball = await step("built and packed", pack)
  const folder = await step("installed in a shop of its own", () => installFloorShop(tarball))
  const { version, wanted, second } = medusaOf(folder)
  expectEqual("The shop's framework version", version, wanted)
  expectEqual("The plugin brings a second Medusa along", second, false)

  await step(`types fit Medusa ${version}`, () =>
    runInShop(folder, "typescript/bin/tsc", ["-p", "."])
  )
  postgres = await startLocalPostgres({ databases: ["floor"] })
  const environment = { DATABASE_URL: postgres.url("floor"), NODE_ENV: "production" }
  await step("migrated", () => runInShop(folder, MEDUSA, ["db:migrate"], environment))
  await step("staff added", () =>
    runInShop(folder, MEDUSA, ["user", "-e", STAFF.email, "-p", STAFF.password], environment)
  )
  const shop = await step("booted", async () => startShop(folder, await freePort(), environment))
  try {
    await step("all five gateways are there and enabled", () => checkProviders(shop.url))
    await step("unsigned webhooks are refused", () => checkHooks(shop.url))
  } catch (error) {
    throw new Error(`${error.message}\nThe shop printed:\n${shop.output()}`, { cause: error })
  }
  console.log(`The packed plugin works in a shop on Medusa ${version} (kept in ${folder}).`)
}

stopOnSignals(tidyUp)
try {
  await main()
} catch (error) {
  console.error(`✗ ${error.message}`)
  process.exitCode = 1
} finally {
  await tidyUp()
}
