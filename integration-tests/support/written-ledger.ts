import { Money } from "../../src/core/money"
import type { GatewayShop } from "./gateway-shop"

const CURRENCIES = [
  { code: "SAR", exponent: 2 },
  { code: "KWD", exponent: 3 },
  { code: "JPY", exponent: 0 },
]

const ACCOUNTS = [
  { gateway: "streampay", provider_id: "pp_streampay_streampay" },
  { gateway: "corefy", provider_id: "pp_corefy_destream" },
]

/** When the first payment was made; each is a minute after the one before. */
export const FIRST_PAYMENT = new Date("2026-01-01T00:00:00.000Z")

/** So many lines of the story each payment has. */
export const LINES_PER_PAYMENT = 4

interface Line {
  readonly type: string
  readonly data: Readonly<Record<string, string>>
}

/** Writes payments with their stories past everything: in each something came and something went. */
export async function writeLedger(shop: GatewayShop, count: number): Promise<void> {
  const payments = Array.from({ length: count }, (_, place) => paymentOf(place))
  const attempts = payments.map(({ attempt }) => attempt)
  const lines = payments.flatMap((payment) => payment.lines)
  for (const [table, rows] of [
    ["payment_gateway_attempt", attempts],
    ["payment_gateway_timeline_entry", lines],
  ] as const) {
    const columns = Object.keys(rows[0] ?? {}).join(", ")
    await shop.sql(
      `insert into ${table} (${columns})
       select ${columns} from jsonb_populate_recordset(null::${table}, ?::jsonb)`,
      [JSON.stringify(rows)]
    )
  }
}

function paymentOf(place: number) {
  const currency = CURRENCIES[place % CURRENCIES.length] ?? { code: "SAR", exponent: 2 }
  const account = ACCOUNTS[Math.floor(place / CURRENCIES.length) % ACCOUNTS.length]
  const money = (minor: number) => Money.ofMinor(BigInt(minor), currency).toDecimal()
  const [due, refunded, chargedBack] = [10_000 + 7 * place, place % 90, place % 7]
  const attemptId = `pgatt_${place}`
  const createdAt = new Date(FIRST_PAYMENT.getTime() + place * 60_000).toISOString()
  const story: Line[] = [
    { type: "captured", data: { gateway_status: "PAID", received: money(due) } },
    { type: "refunded", data: { amount: money(refunded), total: money(refunded) } },
    { type: "chargeback", data: { amount: money(chargedBack) } },
    { type: "late", data: {} },
  ]
  const attempt = {
    id: attemptId,
    session_id: `payses_${place}`,
    ...account,
    status: "captured",
    currency_code: currency.code,
    currency_exponent: currency.exponent,
    amount: money(due),
    received: money(due),
    refunded: money(refunded),
    charged_back: money(chargedBack),
    reference: `reference-${place}`,
    gateway_data: {},
    details: { fee: { amount: "0.35", unit: currency.code }, method: "=visa" },
  }
  // All lines of a payment are of one moment, as those of one statement may be.
  const lines = story.map(({ type, data }, number) => ({
    id: `pgtml_${String(place).padStart(6, "0")}_${number}`,
    attempt_id: attemptId,
    type,
    source: "job",
    message: `Line ${number} of payment ${place}.`,
    data,
    created_at: createdAt,
  }))
  return { attempt, lines }
}
