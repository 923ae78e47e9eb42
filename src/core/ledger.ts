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
  /** What the payer has answered already; kept privately. */
  readonly payerAnswers?: Readonly<Record<string, string>> | null
}

/** One line of an attempt's story, in plain words. */
export interface TimelineNote {
  readonly type: string
  readonly source: HintSource
  readonly message: string
  readonly data?: Readonly<Record<string, unknown>>
}

/** Whose payments are looked for: all of a gateway's, or one configured account's only. */
export interface GatewayAccount {
  readonly gateway: string
  /** `pp_<identifier>_<id>` */
  readonly providerId?: string
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
  /** Another session of Medusa's takes the money of an attempt whose own session has no use for it. */
  adoptSession(
    id: string,
    session: { readonly sessionId: string; readonly paymentCollectionId: string | null }
  ): Promise<Attempt>
  findByReference(account: GatewayAccount, reference: string): Promise<Attempt | undefined>
  /** Settles a reading with the attempt, or with a later state of it, if there is one by now. */
  observe(
    attempt: Attempt,
    observation: Observation,
    policy: SettlementPolicy,
    source: HintSource
  ): Promise<{ readonly attempt: Attempt; readonly effects: Settlement["effects"] }>
  /** Medusa has let go of the session; the attempt stays. */
  recordAbandoned(id: string, note: TimelineNote): Promise<void>
  /**
   * Lets one refund of an attempt run at a time, whoever asks.
   *
   * @returns `undefined` when another one was under way for too long; then nothing was done
   */
  holdRefund<Result>(id: string, run: () => Promise<Result>): Promise<Result | undefined>
  /** Keeps a refund's key until its outcome is known. */
  startRefund(id: string, refund: PendingRefund): Promise<void>
  /** The refund did not happen, and will not; it is counted. */
  dropRefund(id: string, note: TimelineNote): Promise<void>
  /** A refund that the shop asked for was made. */
  recordRefund(
    id: string,
    refund: {
      readonly amount: Money
      /** Whether Medusa books it as a refund of its payment. */
      readonly isBooked: boolean
      /** All that has gone back so far. */
      readonly refunded: Money
      /** Taken by the gateway, and not with the payer yet. */
      readonly isOpen?: boolean
      readonly gatewayData?: Attempt["gatewayData"]
    },
    note: TimelineNote
  ): Promise<Attempt>
  /** Adds to an attempt's evidence, key by key; what was told first stays. */
  recordEvidence(id: string, evidence: Attempt["evidence"]): Promise<Attempt>
  /** Adds to what the payer has answered, name by name. */
  recordPayerAnswers(id: string, answers: Readonly<Record<string, string>>): Promise<Attempt>
  addNote(id: string, note: TimelineNote): Promise<Attempt>
}
