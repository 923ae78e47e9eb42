import { expect, it } from "@jest/globals"
import {
  describeLedger,
  type LedgerBench,
  plansOf,
} from "../../modules/payment-gateways/__tests__/support/ledger-suite"
import { sumUp } from "../read-statistics"

jest.setTimeout(240_000)

const STREAMPAY = "pp_streampay_streampay"
const COREFY = "pp_corefy_destream"
const PERIOD = { from: new Date("2026-01-01T00:00:00Z"), to: new Date("2026-01-03T00:00:00Z") }

interface Payment {
  readonly provider?: string
  readonly status?: string
  readonly amount?: string
  readonly currency?: string
  readonly created: string
  readonly captured?: string
  readonly exception?: string
  readonly abandoned?: boolean
}

describeLedger("statistics", ({ sql, other }: LedgerBench) => {
  let count = 0
  const write = async (payment: Payment) => {
    count += 1
    const { status = "captured", amount = "10.00", currency = "SAR" } = payment
    const received = status === "captured" ? amount : "0.00"
    await sql(
      `insert into payment_gateway_attempt (id, session_id, provider_id, gateway, status,
         currency_code, currency_exponent, amount, received, refunded, charged_back, gateway_data,
         exception, abandoned_at, created_at)
       values (?, ?, ?, ?, ?, ?, 2, ?, ?, '0', '0', '{}', ?, ?, ?)`,
      [
        ...[`pgatt_${count}`, `payses_${count}`, payment.provider ?? STREAMPAY, "streampay"],
        ...[status, currency, amount, received, payment.exception ?? null],
        ...[payment.abandoned ? payment.created : null, payment.created],
      ]
    )
    if (payment.captured) {
      await sql(
        `insert into payment_gateway_timeline_entry
           (id, attempt_id, type, source, message, created_at)
         values (?, ?, 'captured', 'webhook', 'Paid.', ?), (?, ?, 'received', 'webhook', 'x', ?)`,
        [
          ...[`pgtml_${count}`, `pgatt_${count}`, payment.captured],
          ...[`pgtml_${count}b`, `pgatt_${count}`, payment.captured],
        ]
      )
    }
  }

  it("sums up what is known, to the last digit", async () => {
    // Sums that floating point gets wrong.
    await write({
      amount: "0.10",
      created: "2026-01-01T10:00:00Z",
      captured: "2026-01-01T10:00:30Z",
    })
    await write({
      amount: "0.20",
      created: "2026-01-01T11:00:00Z",
      captured: "2026-01-01T11:01:00Z",
    })
    await write({
      amount: "90071992547409.93",
      created: "2026-01-01T23:59:00Z",
      captured: "2026-01-02T00:01:30Z",
    })
    await write({
      provider: COREFY,
      amount: "12.345",
      currency: "KWD",
      created: "2025-12-31T23:00:00Z",
      captured: "2026-01-01T00:00:00Z",
      exception: "overpaid",
    })
    await write({ created: "2026-01-02T23:00:00Z", captured: "2026-01-03T00:00:00Z" })
    await write({ status: "failed", created: "2026-01-02T10:00:00Z" })
    await write({ status: "expired", created: "2026-01-02T10:00:00Z", exception: "late" })
    await write({ status: "canceled", created: "2026-01-02T10:00:00Z" })
    await write({ status: "pending", created: "2026-01-02T10:00:00Z" })
    await write({ status: "pending", created: "2026-01-02T10:00:00Z", abandoned: true })
    await sql(
      `insert into payment_gateway_incident
         (id, provider_id, kind, code, message, hour, count, first_at, last_at)
       select 'pginc_' || n, ?, kind, code, 'x', hour::timestamptz, 3, hour::timestamptz, hour::timestamptz
       from (values (1, 'gateway_error', 'unavailable', '2026-01-01T05:00:00Z'),
         (2, 'gateway_error', 'unclear', '2026-01-01T06:00:00Z'),
         (3, 'webhook_refused', 'invalid_signature', '2026-01-02T06:00:00Z'),
         (4, 'webhook_refused', 'invalid_signature', '2026-01-03T00:00:00Z')
       ) as incident (n, kind, code, hour)`,
      [STREAMPAY]
    )
    expect(await sumUp(other(), PERIOD)).toEqual({
      paid: [
        {
          provider_id: COREFY,
          day: "2026-01-01",
          currency_code: "kwd",
          amount: "12.345",
          count: 1,
        },
        {
          provider_id: STREAMPAY,
          day: "2026-01-01",
          currency_code: "sar",
          amount: "0.30",
          count: 2,
        },
        {
          provider_id: STREAMPAY,
          day: "2026-01-02",
          currency_code: "sar",
          amount: "90071992547409.93",
          count: 1,
        },
      ],
      time_to_paid: [
        { provider_id: COREFY, count: 1, median_seconds: 3600, p90_seconds: 3600 },
        { provider_id: STREAMPAY, count: 3, median_seconds: 60, p90_seconds: 132 },
      ],
      outcomes: [
        outcome("2026-01-01", { paid: 3 }),
        outcome("2026-01-02", { paid: 1, failed: 1, expired: 1, canceled: 2, open: 1 }),
      ],
      exceptions: [{ exception: "late", provider_id: STREAMPAY, count: 1 }],
      errors: [
        { provider_id: STREAMPAY, day: "2026-01-01", kind: "gateway", count: 6 },
        { provider_id: STREAMPAY, day: "2026-01-02", kind: "webhook_refused", count: 3 },
      ],
    })
    const ofCorefy = await sumUp(other(), PERIOD, COREFY)
    expect(ofCorefy.paid).toHaveLength(1)
    expect([ofCorefy.outcomes, ofCorefy.errors]).toEqual([[], []])
  })

  it("finds a month of 200,000 payments by index", async () => {
    await sql(
      `insert into payment_gateway_attempt (id, session_id, provider_id, gateway, status,
         currency_code, currency_exponent, amount, received, refunded, charged_back, gateway_data,
         exception, created_at)
       select 'pgatt_' || n, 'payses_' || n,
         case when n % 4 = 0 then '${COREFY}' else '${STREAMPAY}' end, 'streampay',
         case when n % 10 < 7 then 'captured' when n % 10 = 7 then 'failed' else 'expired' end,
         'SAR', 2, '10.00', '10.00', '0', '0',
         jsonb_build_object('data', repeat(md5(n::text), 25)), case when n % 500 = 0 then 'late' end,
         timestamptz '2026-01-01' + n * interval '150 seconds'
       from generate_series(1, 200000) as n`
    )
    await sql(
      `insert into payment_gateway_timeline_entry
         (id, attempt_id, type, source, message, created_at)
       select 'pgtml_' || n || '_' || line, 'pgatt_' || n,
         case when line = 3 and n % 10 < 7 then 'captured' else 'pending' end, 'webhook', 'x',
         timestamptz '2026-01-01' + n * interval '150 seconds' + line * interval '20 seconds'
       from generate_series(1, 200000) as n, generate_series(1, 3) as line`
    )
    await sql("analyze payment_gateway_attempt")
    await sql("analyze payment_gateway_timeline_entry")
    const month = { from: new Date("2026-06-01T00:00:00Z"), to: new Date("2026-07-01T00:00:00Z") }
    const plans = await plansOf(other(), (knex) => sumUp(knex, month))
    expect(plans.readWhole).toEqual([])
    const sums = await sumUp(other(), month)
    const paid = sums.paid.reduce((total, { count: one }) => total + one, 0)
    // 576 payments a day, seven of ten of them paid.
    expect(Math.abs(paid - 30 * 576 * 0.7)).toBeLessThan(5)
    expect(sums.paid).toHaveLength(60)
  })
})

function outcome(day: string, counts: Record<string, number>) {
  const nothing = { paid: 0, failed: 0, expired: 0, canceled: 0, open: 0 }
  return { provider_id: STREAMPAY, day, ...nothing, ...counts }
}
