const ATTEMPTS = "payment_gateway_attempt"

/**
 * Fills a ledger: three accounts of two gateways, one exception among five hundred; rows as wide as real
 * ones, because Postgres weighs the table's pages against the index's.
 *
 * @returns statements, to be run each by itself
 */
export function manyAttempts(count: number): string[] {
  return [
    `alter table ${ATTEMPTS} disable trigger user`,
    insert(count),
    // What is not on the disk yet is not marked as visible to all, and is read from the table.
    "checkpoint",
    `vacuum analyze ${ATTEMPTS}`,
    `alter table ${ATTEMPTS} enable trigger user`,
  ]
}

const insert = (count: number) => `
  insert into ${ATTEMPTS} (id, session_id, provider_id, gateway, status, currency_code,
    currency_exponent, amount, received, refunded, gateway_data, next_action, reference, exception,
    payment_collection_id, cart_id, order_id, abandoned_at, created_at)
  select 'pgatt_' || lpad(n::text, 6, '0'), 'payses_' || n,
    case when n % 1000 = 0 then 'pp_corefy_second' when n % 3 = 0 then 'pp_corefy_destream'
      else 'pp_streampay_streampay' end,
    case when n % 3 = 0 or n % 1000 = 0 then 'corefy' else 'streampay' end,
    status, 'SAR', 2, '10.00',
    case when status = 'captured' then '10.00' else '0.00' end,
    case when status = 'captured' and n % 50 = 0 then '5.00' else '0.00' end,
    jsonb_build_object('invoice_id', md5(n::text), 'merchant_reference', 'payses_' || n),
    jsonb_build_object('type', 'redirect', 'method', 'GET', 'url',
      'https://pay.example/checkout/' || md5(n::text) || '#' || repeat('x', 300)),
    'reference-' || n,
    case when n % 500 = 0 then (array['underpaid', 'late', 'orphaned'])[1 + (n / 500) % 3] end,
    'pay_col_' || n, 'cart_' || n, case when status = 'captured' then 'order_' || n end,
    case when n % 17 = 0 then now() end,
    timestamptz '2026-01-01' + n * interval '1 minute'
  from (select n, (array['captured', 'captured', 'captured', 'captured', 'captured', 'captured',
      'expired', 'expired', 'failed', 'pending'])[1 + n % 10] as status
    from generate_series(1, ${count}) as n) as payment`
