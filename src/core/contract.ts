import type { Logger } from "@medusajs/framework/types"
import type { z } from "@medusajs/framework/zod"
import type { Attempt, CollectField, NextAction } from "./attempt"
import type { CurrencyExponents } from "./currencies"
import type { Money } from "./money"
import type { Observation } from "./settle"

/** What a gateway can do. What it cannot do is refused with a clear error before any call. */
export interface GatewayCapabilities {
  /** Money is first reserved and captured by a call of its own. */
  readonly capture: boolean
  readonly refund: boolean
  readonly partialRefund: boolean
  /** An open payment can be closed, so that nobody can pay it any more. */
  readonly cancel: boolean
  /** The gateway keeps customers (Medusa: account holders). */
  readonly customers: boolean
  readonly subscriptions: boolean
  /** What a payment is short of can be paid by a second one. */
  readonly partialPayment: boolean
}

/** Who pays, as far as the shop knows; guests too. Never in a session's public data. */
export interface Payer {
  /** Medusa's customer id. */
  readonly customerId?: string
  readonly email?: string
  readonly name?: string
  readonly phone?: string
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country?: string
  readonly address?: string
  readonly city?: string
  /** As the shop has it: a name, or an ISO 3166-2 code. */
  readonly state?: string
  readonly zip?: string
  /** BCP 47 language tag, e.g. `pt-BR`. */
  readonly language?: string
  readonly ip?: string
  /** Answers to the gateway's own questions, by field name; they win over what the cart says. */
  readonly answers: Readonly<Record<string, string>>
}

/** A payment to be created. */
export interface CreateRequest {
  readonly attemptId: string
  readonly sessionId: string
  /** Which attempt of its session this is, from 1. */
  readonly sequence: number
  readonly amount: Money
  /** Reads the cart; for gateways that want to know who pays. */
  readonly payer: () => Promise<Payer>
  /** Where the payer's browser comes back to; absent when the shop told no public address. */
  readonly returnUrl?: string
  /** Where the gateway reports to, for gateways that take it per payment. */
  readonly webhookUrl?: string
  /** The gateway's id of the customer, when there is one. */
  readonly customerReference?: string
  /** The clock's present time, for expiries. */
  readonly now: Date
}

/** A payment as the gateway made it. */
export interface CreatedPayment {
  /** The gateway's own id of the payment; `null` while the payer has to answer `collect` first. */
  readonly reference: string | null
  readonly status: "pending" | "requires_more"
  readonly gatewayStatus: string
  readonly nextAction: NextAction
  readonly expiresAt: Date | null
  readonly gatewayData: Readonly<Record<string, unknown>>
}

/** A refund to be made. */
export interface RefundRequest {
  readonly attempt: Attempt
  readonly amount: Money
  /** Our own key: the same on every try of the same refund. */
  readonly idempotencyKey: string
  readonly reason?: string
  readonly note?: string
  /** Staff's answers to the gateway's `refundFields`, checked against them. */
  readonly fields: Readonly<Record<string, string>>
}

export interface RefundResult {
  /** All that the gateway has refunded on this payment so far. */
  readonly refunded: Money
  /** The gateway has taken the refund, and the money is not with the payer yet: it may still come back. */
  readonly isOpen?: boolean
  /** The gateway's id of the refund, when it has one. */
  readonly reference?: string
  /** Merged into the attempt's private data. */
  readonly gatewayData?: Readonly<Record<string, unknown>>
}

/** A webhook as it came in. */
export interface WebhookDelivery {
  readonly rawBody: Buffer
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** For signatures that carry a time. */
  readonly now: Date
}

/** What a verified webhook points to. It is a hint: never believed, only a reason to read. */
export interface WebhookHint {
  /** The gateway's word for the event. */
  readonly eventType: string
  /** Same for every delivery of the same event. */
  readonly dedupeKey: string
  /** The payment session that the event names. */
  readonly sessionId?: string
  /** The gateway's id of the payment that the event names. */
  readonly reference?: string
  /** `refund`: money going back; `other`: nothing of a payment, e.g. subscriptions. */
  readonly concerns: "payment" | "refund" | "other"
  /** The event is not in the gateway's documentation; it is reported. */
  readonly isUnknown: boolean
  /**
   * What only this webhook tells and no reading of the gateway does, e.g. the id of a deposit.
   * Kept with the attempt, key by key, before the gateway is read.
   */
  readonly evidence?: Readonly<Record<string, unknown>>
  /** Set for a test that a shop has sent itself (`signTestWebhook`); it is about no payment. */
  readonly testToken?: string
}

/** A webhook that the shop sends itself, to see whether the gateway's would arrive. */
export interface TestWebhook {
  /** From `createTestToken`; it has to stand where the signature covers it. */
  readonly token: string
  /** For signatures that carry a time. */
  readonly now: Date
}

/** A webhook as the gateway would send it. */
export interface SignedWebhook {
  readonly body: string
  /** Content type and signature; names in lower case. */
  readonly headers: Readonly<Record<string, string>>
}

/** What the gateway says of the configured credentials. */
export interface CredentialsCheck {
  /** `unknown`: it answered, but asks for none, or did not say. */
  readonly state: "accepted" | "refused" | "unreachable" | "unknown"
  /** For the merchant, in plain words: which option is likely wrong, or what else to know. */
  readonly message: string | null
}

/** Who pays, as the gateway's customer record needs it. */
export interface CustomerDetails {
  /** Medusa's customer id. */
  readonly id: string
  readonly email?: string
  readonly name?: string
  /** E.164, e.g. `+966501234567`. */
  readonly phone?: string
}

/** The gateway's customer records. */
export interface CustomerDirectory {
  /** @returns the gateway's id of the customer */
  create(customer: CustomerDetails): Promise<string>
  update(reference: string, customer: CustomerDetails): Promise<void>
  delete(reference: string): Promise<void>
}

/**
 * A gateway: only what is particular to it. Everything else is done once, in the base provider
 * and in the settlement.
 */
export interface Gateway {
  readonly capabilities: GatewayCapabilities
  /** Decimals of the gateway's currencies where they differ from Medusa's table. */
  readonly currencies: CurrencyExponents
  /** Payments that are short by this many smallest units always count as paid; 0 if left out. */
  readonly leastToleranceMinorUnits?: bigint
  /** Milliseconds; one payment is not read more often for storefronts that ask. */
  readonly shortestReadIntervalMs?: number
  /** For how long after its end a payment may still be paid, in seconds; 7 days if left out. */
  readonly latePaymentWindowSeconds?: number
  /** Names of the fields that the payer may be asked for, before a payment is created. */
  readonly payerFields?: readonly string[]
  /**
   * Refuses what the gateway cannot take, before it is called.
   *
   * @throws {GatewayError} `unsupported_currency`, `invalid_amount`
   */
  check(amount: Money): void
  /** @throws {GatewayError} `unclear` when nobody knows whether the payment was made */
  create(request: CreateRequest): Promise<CreatedPayment>
  /** Reads the payment's present state. The only source of truth. */
  read(attempt: Attempt, observedAt: Date): Promise<Observation>
  /** Closes an open payment. Money under way may still arrive. */
  cancel?(attempt: Attempt): Promise<void>
  /** Takes reserved money. */
  capture?(attempt: Attempt, amount: Money): Promise<void>
  refund?(request: RefundRequest): Promise<RefundResult>
  /** What staff has to tell for a refund of this payment; nothing if left out. */
  refundFields?(attempt: Attempt): readonly CollectField[]
  /**
   * Checks the signature over the raw bytes in constant time, then reads the event.
   *
   * @throws {GatewayError} `invalid_signature`, `invalid_webhook`
   */
  readWebhook(delivery: WebhookDelivery): WebhookHint
  /**
   * The counterpart of `readWebhook`: a test, signed with the configured secret as the gateway
   * signs, of a kind that it never sends. `readWebhook` tells its token as `testToken`.
   */
  signTestWebhook(test: TestWebhook): SignedWebhook
  /**
   * Tries the credentials by calls that create and change nothing.
   *
   * @throws nothing that the gateway does or fails to do
   */
  checkCredentials(): Promise<CredentialsCheck>
  /** ISO 3166-1 alpha-2 codes, upper case, of the countries it serves; any if left out. */
  readonly countries?: readonly string[]
  readonly customers?: CustomerDirectory
}

/** What a gateway may use from its surroundings. */
export interface GatewayServices {
  readonly logger?: Pick<Logger, "debug" | "info" | "warn" | "error">
}

/** Everything that the plugin needs to know to offer a gateway. */
export interface GatewayDefinition<Options extends CommonOptions = CommonOptions> {
  /** Provider identifier, e.g. `streampay`. Fixed for ever. */
  readonly identifier: string
  /** The name that people read, e.g. `StreamPay`. */
  readonly displayName: string
  /**
   * Checks options as the merchant wrote them.
   *
   * @throws {MedusaError} one message that names gateway, id, option and expectation
   */
  readonly checkOptions: (
    input: unknown,
    gateway: { readonly name: string; readonly id?: string }
  ) => Options
  /** All options with their descriptions, for lists of them; `checkOptions` is what checks. */
  readonly optionsSchema: z.ZodObject
  readonly build: (options: Options, services: GatewayServices) => Gateway
  /**
   * For gateways that take only some addresses for webhooks and returning payers.
   *
   * @returns what is wrong with the shop's public address, if anything; the boot stops then
   */
  readonly backendUrlProblem?: (backendUrl: string, options: Options) => string | undefined
}

/** Options that all gateways share, after parsing. */
export interface CommonOptions {
  readonly baseUrl: string
  readonly sandbox: boolean
  /** Milliseconds for one call; an operation of several calls gets half as much again. */
  readonly timeoutMs: number
  readonly deferredOrder: boolean
  readonly underpaymentTolerancePercent: string
  /** What is done by itself about money that does not match; the rest is held for staff. */
  readonly underpaid: "hold" | "ask" | "accept"
  readonly overpaid: "hold" | "accept" | "refund"
  readonly duplicate: "hold" | "refund"
}
