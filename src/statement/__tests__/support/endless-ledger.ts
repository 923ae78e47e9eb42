import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { AttemptRow } from "../../../modules/payment-gateways/attempt-row"
import { fakeContainer } from "../../../settlement/__tests__/support/fake-container"
import { LINES_PER_PAGE } from "../../read-lines"

const MOMENT = new Date("2026-01-03T09:14:07.120Z")

const ROW: AttemptRow = {
  id: "pgatt_1",
  version: "1",
  session_id: "payses_1",
  adopted_session_id: null,
  sequence: 1,
  provider_id: "pp_fake_fake",
  gateway: "fake",
  status: "captured",
  applied_status: "captured",
  currency_code: "SAR",
  currency_exponent: 2,
  amount: "10.00",
  accepted: null,
  received: "10.00",
  taken: "10.00",
  written_off: "0.00",
  refunded: "0.00",
  refunded_by_hand: "0.00",
  refunded_by_shop: "0.00",
  refunded_excess: "0.00",
  failed_refunds: "0.00",
  open_refunds: "0.00",
  charged_back: "0.00",
  reference: "invoice-1",
  next_action: null,
  expires_at: null,
  gateway_data: {},
  evidence: {},
  payer_answers: null,
  gateway_status: "PAID",
  observed_status: "paid",
  observed_at: MOMENT,
  mismatch: null,
  exception: null,
  dismissed: null,
  details: {},
  pending_refund: null,
  refused_refunds: 0,
  payment_collection_id: null,
  cart_id: null,
  order_id: null,
  abandoned_at: null,
  failed_checks: 0,
  created_at: MOMENT,
  loaded_at: MOMENT,
}

/** A shop whose ledger has so many pages of payments, and counts how many of them are read. */
export class EndlessLedger {
  pagesRead = 0
  readonly shop = fakeContainer({
    ledger: {},
    others: {
      [ContainerRegistrationKeys.PG_CONNECTION]: { raw: (sql: string) => this.answer(sql) },
    },
  })

  /** @param failsAt the page that cannot be read, from 1 */
  constructor(
    private readonly pages = Number.POSITIVE_INFINITY,
    private readonly failsAt?: number
  ) {}

  private async answer(sql: string): Promise<{ rows: unknown[] }> {
    if (!sql.includes("with page")) {
      return { rows: [{ now: MOMENT }] }
    }
    this.pagesRead += 1
    if (this.pagesRead === this.failsAt) {
      throw new Error("the database is gone")
    }
    const count = this.pagesRead > this.pages ? 0 : LINES_PER_PAGE
    return { rows: Array.from({ length: count }, (_, place) => this.lineRow(place)) }
  }

  private lineRow(place: number) {
    const number = this.pagesRead * LINES_PER_PAGE + place
    return {
      ...ROW,
      line_id: `pgtml_${number}`,
      line_at: "2026-01-03T09:14:07.120000Z",
      line_type: "captured",
      line_message: `Payment ${number}.`,
      line_data: { received: "10.00" },
      line_created_at: MOMENT,
      received_before: null,
      refunded_before: null,
      is_meant: true,
    }
  }
}
