import type { Attempt, AttemptStatus, PaymentException } from "../core/attempt"
import type { WebhookHint } from "../core/contract"
import type { GatewayProviderClass } from "../core/define-gateway-provider"

/** What goes wrong with a request. `after`: it had its effect, but the answer is lost. */
export type Fault =
  | {
      readonly kind: "status"
      readonly status: number
      readonly when: "before" | "after"
      readonly retryAfterSeconds?: number
    }
  | { readonly kind: "html"; readonly status?: number }
  | { readonly kind: "truncated" }
  | { readonly kind: "empty" }
  | { readonly kind: "huge" }
  | { readonly kind: "timeout" | "reset"; readonly when: "before" | "after" }
  | { readonly kind: "unknown_enum" }
  | { readonly kind: "extra_fields" }

/** A gateway simulated over HTTP, and what payers, staff and accidents do at it. */
export interface SimulatedGateway {
  /** The merchant's options: this simulation's address and keys. */
  readonly options: Readonly<Record<string, unknown>>
  /** What must never be seen in an error, a log or a session. */
  readonly secrets: readonly string[]
  /** As new: no payments, no faults, settings and keys as at the start. */
  reset(): void
  stop(): Promise<void>
  /** @param amount decimal string in major units of the session's currency; all if left out */
  pay(attempt: Attempt, amount?: string): void | Promise<void>
  /** Waits until every webhook is delivered. */
  webhooksSent(): Promise<void>
  /** What has gone back at the gateway: decimal string in major units. */
  refunded(attempt: Attempt): string
  /** @param request `"POST /invoices"`, as in `requests`; `*` stands for any part of a path */
  break(request: string, fault: Fault, times?: number): void
  /** Ends all faults. */
  repair(): void
  /** How often a request was made. */
  count(request: string): number
}

/** One row of the gateway's documented states. */
export interface DocumentedState<Simulation extends SimulatedGateway> {
  readonly name: string
  arrange(simulation: Simulation, attempt: Attempt): void | Promise<void>
  /** What the attempt has to become. */
  readonly status: AttemptStatus
  /** `null` if left out */
  readonly exception?: PaymentException
}

/** One row of the gateway's documented webhooks. */
export interface DocumentedEvent<Simulation extends SimulatedGateway> {
  readonly name: string
  /** Sends this webhook about this payment. */
  send(simulation: Simulation, attempt: Attempt): void | Promise<void>
  readonly concerns: WebhookHint["concerns"]
}

/** How refunds come to fail that the gateway has taken. */
export interface RefundsThatFailLater<Simulation extends SimulatedGateway = SimulatedGateway> {
  /** From now on refunds are taken, and are under way until further notice. */
  hold(simulation: Simulation): void | Promise<void>
  /** Those of a payment that are under way do not reach the payer. */
  fail(simulation: Simulation, attempt: Attempt): void | Promise<void>
}

/** Everything that the conformance suite has to know of a gateway. */
export interface GatewayUnderTest<Simulation extends SimulatedGateway = SimulatedGateway> {
  /** E.g. `xgateway, invoice flow`. */
  readonly name: string
  /** The class that Medusa's payment module gets. */
  readonly provider: GatewayProviderClass
  /** @param webhookUrl where webhooks go that are registered once, in a dashboard */
  start(webhookUrl: string): Promise<Simulation>
  /** Sums that it takes, e.g. `10.50 USD`: one at least for each number of decimals it knows. */
  readonly amounts: readonly string[]
  /** Sums that it refuses before the gateway is called, e.g. for their currency. */
  readonly refused: readonly string[]
  /** Answers with which a payment in a currency is created without a question. */
  readonly answers?: (currencyCode: string) => Readonly<Record<string, string>>
  /** The payer's country in the cart, two letters; `us` if left out. */
  readonly country?: string
  /** Requests by which a payment is created, read and refunded, in their order. */
  readonly requests: {
    readonly create: readonly string[]
    readonly read: readonly string[]
    readonly refund: readonly string[]
  }
  /**
   * Options with a wrong credential, each alone, that the gateway is expected to refuse; none where
   * it asks for no credentials.
   */
  readonly wrongCredentials: readonly Readonly<Record<string, unknown>>[]
  readonly states: readonly DocumentedState<Simulation>[]
  readonly events: readonly DocumentedEvent<Simulation>[]
  /** A webhook of a type that no document knows. */
  readonly unknownEvent?: Omit<DocumentedEvent<Simulation>, "concerns">
  /** Ways in which the gateway tells of a paid payment as if it were another one. */
  readonly mismatches: readonly Omit<DocumentedState<Simulation>, "status" | "exception">[]
  /** `bytes`: each byte of a webhook's body is signed; `fields`: only what counts in it. */
  readonly signatureCovers: "bytes" | "fields"
  /** Gives the gateway another webhook secret; the options then name the new and the old one. */
  rotate?(simulation: Simulation): Readonly<Record<string, unknown>>
  /** Payments can be read only after a webhook told of the money. */
  readonly isReadByWebhook?: boolean
  /**
   * What staff tells for the first, second… refund of a payment.
   *
   * @param amount decimal string in major units of the session's currency
   */
  readonly refundFields?: (nth: number, amount: string) => Readonly<Record<string, string>>
  /** Options with which parts of a payment can be refunded. */
  readonly partialRefundOptions?: Readonly<Record<string, unknown>>
  /** Whether the gateway's API sends refunds; if not, staff only records them. */
  readonly sendsRefunds: boolean
  /** Refunds that fail after they were taken; left out where the gateway's API tells of none. */
  readonly refundsThatFailLater?: RefundsThatFailLater<Simulation>
}
