/**
 * What log lines and spans name. Ids of the shop's own rows and names of gateways; never anything
 * of the payer, of the cart's content, or of a credential.
 */
export interface ObservedFields {
  /** The payment attempt, `pgatt_…`. */
  readonly attempt?: string | null
  /** Medusa's payment session, `payses_…`. */
  readonly session?: string | null
  /** Medusa's order, `order_…`. */
  readonly order?: string | null
  /** The gateway's identifier (`streampay`) or the provider's id (`pp_corefy_destream`). */
  readonly gateway?: string | null
  /** The stored webhook, `pgevt_…`. */
  readonly event?: string | null
}

/** In this order in each line. */
export const FIELD_NAMES = [
  "attempt",
  "session",
  "order",
  "gateway",
  "event",
] as const satisfies readonly (keyof ObservedFields)[]
