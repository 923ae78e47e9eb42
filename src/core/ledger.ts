import type { Attempt, PendingRefund } from "./attempt"
import type { CreatedPayment } from "./contract"
import type { GatewayError } from "./errors"
import type { Money } from "./money"
import type { Observation, Settlement, SettlementPolicy } from "./settle"

/** Name under which the ledger module is registered in Medusa's container. */
export const PAYMENT_GATEWAYS_MODULE = "payment_gateways"

/** Who or what made us look at a payment. */
export type HintSource =
  "webhook" | "return" | "storefront" | "checkout" | "admin" | "job" | "gateway"

/** Settings of the whole plugin, as `definePaymentGateways` takes them. */
export interface PluginSettings {
  /** The shop's public address for webhooks and returning browsers. */
  readonly backendUrl?: string
  readonly storefrontUrl?: string
  /** Path of the storefront to which payers come back. */
  readonly returnPath: string
}

/** Facts of an attempt that are known before the gateway is called. */
export interface NewAttempt {
  readonly sessionId: string
  readonly providerId: string
  readonly gateway: string
  readonly due: Money
  readonly paymentCollectionId: string | null
}

/** One line of an attempt's story, in plain words. */
export interface TimelineNote {
  readonly type: string
  readonly source: HintSource
  readonly message: string
  readonly data?: Readonly<Record<string, unknown>>
}

/** What the ledger has to offer to providers and settlement. Each method commits before it returns. */
export interface AttemptLedger {
  readonly settings: PluginSettings
  /** Writes an attempt; called before the gateway is. */
  openAttempt(attempt: NewAttempt): Promise<Attempt>
  recordCreated(id: string, created: CreatedPayment): Promise<Attempt>
  /** Keeps an attempt whose creation failed; an unclear one stays open. */
  recordCreateFailure(id: string, error: GatewayError): Promise<void>
  findById(id: string): Promise<Attempt | undefined>
  /** The present attempt of a session. */
  findBySession(sessionId: string): Promise<Attempt | undefined>
  findByReference(gateway: string, reference: string): Promise<Attempt | undefined>
  /** Settles a reading with the attempt, or with a later state of it, if there is one by now. */
  observe(
    attempt: Attempt,
    observation: Observation,
    policy: SettlementPolicy,
    source: HintSource
  ): Promise<{ readonly attempt: Attempt; readonly effects: Settlement["effects"] }>
  /** Medusa has let go of the session; the attempt stays. */
  recordAbandoned(id: string, note: TimelineNote): Promise<void>
  /** Keeps a refund's key until its outcome is known. */
  startRefund(id: string, refund: PendingRefund): Promise<void>
  /** The refund did not happen. */
  dropRefund(id: string, note: TimelineNote): Promise<void>
  recordRefund(id: string, refunded: Money, note: TimelineNote): Promise<Attempt>
  addNote(id: string, note: TimelineNote): Promise<void>
}
