import { attemptOf } from "../../../core/__tests__/support/attempts"
import { GatewayServer, json } from "../../../core/__tests__/support/gateway-server"
import { corefy } from "../gateway"
import { INVOICE, REFERENCE, replyOf } from "./support/invoices"
import { money } from "./support/money"

const DUE = money("10.50 USD")
const server = new GatewayServer()

beforeAll(() => server.start())
afterAll(() => server.stop())

function gateway() {
  const options = {
    baseUrl: server.url,
    commerceAccountId: "coma_1",
    apiKey: "api_key_made_up",
    callbackSecret: "sk_live_made_up",
    service: "payment_card_usd_hpp",
  }
  return corefy.build(corefy.checkOptions(options, { name: "corefy" }), {})
}

const rows: readonly [Record<string, unknown>, string | undefined][] = [
  [{ expires: 1_800_000_000 }, "2027-01-15T08:00:00.000Z"],
  [{ reserve_expires: 1_800_000_000 }, "2027-01-15T08:00:00.000Z"],
  [{ expires: 1_800_000_000, reserve_expires: 1 }, "2027-01-15T08:00:00.000Z"],
  [{ expires: null, reserve_expires: 1_800_000_000 }, "2027-01-15T08:00:00.000Z"],
  [{ expires: 253_402_300_799 }, "9999-12-31T23:59:59.000Z"],
  [{ expires: 253_402_300_800 }, undefined],
  [{ expires: null }, undefined],
  [{ expires: 0 }, undefined],
  [{ expires: -5 }, undefined],
  [{ expires: 1.5 }, undefined],
  [{ expires: 1e30 }, undefined],
  [{ expires: "soon" }, undefined],
  [{}, undefined],
]

it.each(rows)("reads the time to pay from %j", async (attributes, expected) => {
  server.answerWith(json(200, replyOf(attributes)))
  const names = { gateway: "corefy", providerId: "pp_corefy_corefy" }
  const attempt = attemptOf(DUE, names, { reference: INVOICE, sessionId: REFERENCE })
  const observation = await gateway().read(attempt, new Date())
  expect(observation.expiresAt?.toISOString()).toBe(expected)
  // What is not told takes nothing back.
  expect("expiresAt" in observation).toBe(expected !== undefined)
})

it.each(rows)("keeps the time to pay of a creation with %j", async (attributes, expected) => {
  server.answerWith(json(201, replyOf(attributes)))
  const created = await gateway().create({
    attemptId: "pgatt_TEST0001",
    sessionId: REFERENCE,
    sequence: 1,
    amount: DUE,
    payer: async () => ({ answers: {} }),
    now: new Date(),
  })
  expect(created.expiresAt?.toISOString()).toBe(expected)
})
