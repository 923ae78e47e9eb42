import type { IPaymentProvider } from "@medusajs/framework/types"
import type { CompiledPlugin } from "../compiled-plugin"
import type { Comparison } from "./comparison"

const RIYAL = { code: "SAR", exponent: 2 }
const LINK = {
  id: "33333333-4444-4555-8666-777777777777",
  url: "https://checkout.streampay.sa/pay/abc",
  status: "ACTIVE",
  currency: "SAR",
  amount: "1234.56",
  amount_in_smallest_unit: 123456,
  amount_collected_in_smallest_unit: 0,
  valid_until: "2126-01-02T04:00:00Z",
  custom_metadata: { session_id: "payses_01JCXJ8B3Q6YV1T5R2N4M7K9WD" },
}
const PAID_INVOICE = {
  id: "22222222-3333-4444-8555-666666666666",
  status: "COMPLETED",
  currency: "SAR",
  paid_amount_in_smallest_unit: 123456,
  payments: [
    {
      id: "11111111-2222-4333-8444-555555555555",
      amount: "1234.56",
      amount_in_smallest_unit: 123456,
      currency: "SAR",
      status: "SUCCEEDED",
      payment_method: "MADA",
      payed_at: "2026-01-02T03:04:05.678901",
    },
  ],
}

/**
 * What a gateway's words mean. Ours adds up the money of all payments of a link; Stripe's intent
 * says it in one word.
 *
 * @param stripe Medusa's Stripe provider
 */
export function statusComparisons(plugin: CompiledPlugin, stripe: IPaymentProvider): Comparison[] {
  const { stateOf } = plugin.load<
    typeof import("../../../src/providers/streampay/payment-link-state")
  >("providers/streampay/payment-link-state")
  const now = new Date()
  const pending = { link: LINK, invoices: [], now }
  const paid = {
    link: { ...LINK, status: "COMPLETED", amount_collected_in_smallest_unit: 123456 },
    invoices: [PAID_INVOICE],
    now,
  }
  const stripesMap = stripe as unknown as { getStatus(intent: { status: string }): unknown }
  const against = "payment-stripe's getStatus"
  return [
    {
      name: "status: nobody has paid yet",
      ours: () => stateOf(pending, RIYAL),
      against,
      theirs: () => stripesMap.getStatus({ status: "requires_payment_method" }),
    },
    {
      name: "status: paid",
      ours: () => stateOf(paid, RIYAL),
      against,
      theirs: () => stripesMap.getStatus({ status: "succeeded" }),
    },
  ]
}
