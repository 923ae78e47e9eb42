import { inspect } from "node:util"
import type { FaultEffect, Sandbox } from "../../../../sandbox/src"
import type { Attempt } from "../../attempt"
import type {
  CommonOptions,
  CreateRequest,
  Gateway,
  GatewayDefinition,
  Payer,
} from "../../contract"
import { currencyOf } from "../../currencies"
import { GatewayError } from "../../errors"
import { Money } from "../../money"
import { settlementPolicyOf } from "../../read-attempt"
import type { Observation } from "../../settle"
import { ATTEMPT_ID, attemptOf, createdAttempt, SESSION_ID, settledAttempt } from "./attempts"

/** What was logged, at which level. */
export interface LogLine {
  readonly level: "debug" | "info" | "warn" | "error"
  readonly text: string
}

/** A gateway in the sandbox, and what is particular to it. */
export interface BenchSubject<Options extends CommonOptions> {
  readonly definition: GatewayDefinition<Options>
  readonly sandbox: Sandbox
  /** The merchant's options for this sandbox. */
  readonly options: () => Record<string, unknown>
  /** What must never be seen in an error or a log. */
  readonly secrets: () => readonly string[]
  /** Put before the path of every call that is broken or counted, e.g. `/api/v2`. */
  readonly apiPath: string
  /** Ids in paths, left out of `calls()`. */
  readonly ids?: RegExp
}

/** Somebody who pays, as a cart would tell. */
export const PAYER: Payer = {
  customerId: "cus_TEST0001",
  email: "jane@example.com",
  name: "Jane Doe",
  answers: {},
}

/** A gateway that talks to a sandbox, and what is needed to look at both. */
export class GatewayBench<Options extends CommonOptions = CommonOptions> {
  readonly log: LogLine[] = []

  constructor(private readonly subject: BenchSubject<Options>) {}

  get sandbox(): Sandbox {
    return this.subject.sandbox
  }

  /** As new: no records, no faults, empty logs, settings as at the start. */
  reset(): void {
    this.sandbox.reset()
    this.log.length = 0
  }

  stop(): Promise<void> {
    return this.sandbox.close()
  }

  gateway(options: Record<string, unknown> = {}): Gateway {
    const { definition } = this.subject
    const checked = this.check(options)
    const write = (level: LogLine["level"]) => (text: unknown) => {
      this.log.push({ level, text: text instanceof Error ? text.message : String(text) })
    }
    return definition.build(checked, {
      logger: {
        debug: write("debug"),
        info: write("info"),
        warn: write("warn"),
        error: write("error"),
      },
    })
  }

  /** The merchant's options, checked; `undefined` takes one away. */
  check(options: Record<string, unknown> = {}): Options {
    const { definition } = this.subject
    return definition.checkOptions(
      { ...this.subject.options(), ...options },
      { name: definition.identifier }
    )
  }

  /** `"250.00 SAR"` as money, with the gateway's decimals. */
  money(text: string, gateway: Gateway = this.gateway()): Money {
    const [amount, code = ""] = text.split(" ")
    return Money.parse(amount, currencyOf(code, gateway.currencies))
  }

  request(amount: Money, changes: Partial<CreateRequest> = {}, payer: Partial<Payer> = {}) {
    const { identifier } = this.subject.definition
    const request: CreateRequest = {
      attemptId: ATTEMPT_ID,
      sessionId: SESSION_ID,
      sequence: 1,
      amount,
      payer: async () => ({ ...PAYER, ...payer }),
      returnUrl: `https://shop.example/payment-gateways/return/${ATTEMPT_ID}`,
      webhookUrl: `https://shop.example/hooks/payment-gateways/${identifier}_${identifier}`,
      now: new Date(),
      ...changes,
    }
    return request
  }

  attempt(due: Money, changes: Partial<Attempt> = {}): Attempt {
    const { identifier } = this.subject.definition
    const names = { gateway: identifier, providerId: `pp_${identifier}_${identifier}` }
    return attemptOf(due, names, changes)
  }

  /** Creates a payment and gives its attempt. */
  async open(gateway: Gateway, amount: string, payer: Partial<Payer> = {}): Promise<Attempt> {
    const due = this.money(amount, gateway)
    gateway.check(due)
    return createdAttempt(this.attempt(due), await gateway.create(this.request(due, {}, payer)))
  }

  /** Reads and settles, with the gateway's own rules for short payments. */
  async reread(
    gateway: Gateway,
    attempt: Attempt,
    options: Record<string, unknown> = {},
    at = new Date()
  ): Promise<Attempt> {
    const policy = settlementPolicyOf({ gateway, options: this.check(options) })
    return settledAttempt(attempt, await gateway.read(attempt, at), policy)
  }

  read(gateway: Gateway, attempt: Attempt, at = new Date()): Promise<Observation> {
    return gateway.read(attempt, at)
  }

  /** Makes calls go wrong: `"POST /products"`, `"GET /payment_links/*"`. */
  break(call: string, effect: FaultEffect, limits: { times?: number; skip?: number } = {}): void {
    this.sandbox.faults.add({ ...this.filter(call), effect, ...limits })
  }

  /** How often a call was made. */
  count(call: string): number {
    return this.sandbox.requests.count(this.filter(call))
  }

  /** All calls in their order, ids left out: `["POST /products", "POST /payment_links"]`. */
  calls(): string[] {
    const { apiPath, ids = UUIDS } = this.subject
    return this.sandbox.requests
      .list()
      .map(({ method, path }) => `${method} ${path.replace(apiPath, "").replace(ids, "{id}")}`)
  }

  /** The body of the newest call of this kind. */
  body(call: string): Record<string, unknown> {
    return this.sandbox.requests.list(this.filter(call)).at(-1)?.body as Record<string, unknown>
  }

  /** Texts of the lines of one level. */
  logged(level: LogLine["level"]): string[] {
    return this.log.filter((line) => line.level === level).map(({ text }) => text)
  }

  /** The error that a call ends with; checked to be clear and to carry no secret. */
  async errorOf(call: Promise<unknown>): Promise<GatewayError> {
    const error: unknown = await call.then(
      () => undefined,
      (reason: unknown) => reason
    )
    if (!GatewayError.is(error)) {
      throw new Error(`expected a GatewayError, got ${inspect(error)}`)
    }
    this.expectClean(error)
    expect(error.message).toMatch(/^[A-Z0-9].{10,}[.)]$/s)
    return error
  }

  /** Neither an error nor the log may carry a credential in any form. */
  expectClean(subject?: unknown): void {
    const shown = [
      inspect(subject, { depth: 8, showHidden: true }),
      JSON.stringify(subject, (_, value) => (typeof value === "bigint" ? String(value) : value)),
      ...this.log.map(({ text }) => text),
    ].join("\n")
    for (const secret of this.subject.secrets()) {
      expect(shown).not.toContain(secret)
      expect(shown).not.toContain(Buffer.from(secret).toString("base64"))
    }
  }

  private filter(call: string): { method: string | undefined; path: string } {
    const [method, path = ""] = call.split(" ")
    return { method, path: `${this.subject.apiPath}${path}` }
  }
}

const UUIDS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
