import { inspect } from "node:util"
import { createSandbox, type FaultEffect, type Sandbox } from "../../../../../sandbox/src"
import type { Attempt } from "../../../../core/attempt"
import type { CreatedPayment, CreateRequest, Gateway } from "../../../../core/contract"
import { GatewayError } from "../../../../core/errors"
import type { Money } from "../../../../core/money"
import type { Observation } from "../../../../core/settle"
import { streamPay } from "../../gateway"
import { ATTEMPT_ID, createdAttempt, money, SESSION_ID, settledAttempt } from "./attempt"

/** What was logged, at which level. */
export interface LogLine {
  readonly level: "debug" | "info" | "warn" | "error"
  readonly text: string
}

const API_SECRET = "as_canary_2b7d51c0"

/** A StreamPay gateway that talks to a sandbox of its own, and what is needed to look at both. */
export class GatewayBench {
  readonly log: LogLine[] = []

  private constructor(readonly sandbox: Sandbox) {}

  static async start(): Promise<GatewayBench> {
    const sandbox = await createSandbox({ streampay: { apiSecret: API_SECRET } })
    return new GatewayBench(sandbox)
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
    const { streampay } = this.sandbox
    const checked = streamPay.checkOptions(
      {
        baseUrl: streampay.baseUrl,
        apiKey: streampay.apiKey,
        apiSecret: streampay.apiSecret,
        webhookSecret: streampay.webhookSecret,
        ...options,
      },
      { name: "streampay" }
    )
    const write = (level: LogLine["level"]) => (text: unknown) => {
      this.log.push({ level, text: text instanceof Error ? text.message : String(text) })
    }
    return streamPay.build(checked, {
      logger: {
        debug: write("debug"),
        info: write("info"),
        warn: write("warn"),
        error: write("error"),
      },
    })
  }

  request(amount: Money, changes: Partial<CreateRequest> = {}): CreateRequest {
    return {
      attemptId: ATTEMPT_ID,
      sessionId: SESSION_ID,
      amount,
      returnUrl: "https://shop.example/payment-gateways/return/pgatt_TEST0001",
      webhookUrl: "https://shop.example/hooks/payment-gateways/streampay_streampay",
      now: new Date(),
      ...changes,
    }
  }

  /** Creates a payment and gives its attempt. */
  async open(gateway: Gateway, amount = "250.00 SAR"): Promise<Attempt> {
    const due = money(amount)
    gateway.check(due)
    return createdAttempt(due, await gateway.create(this.request(due)))
  }

  /** Creates a payment, pays it exactly, and gives its attempt after it was read. */
  async openPaid(gateway: Gateway, amount = "250.00 SAR"): Promise<Attempt> {
    const attempt = await this.open(gateway, amount)
    this.sandbox.streampay.pay(attempt.reference ?? "")
    return this.reread(gateway, attempt)
  }

  /** Reads and settles. */
  async reread(gateway: Gateway, attempt: Attempt): Promise<Attempt> {
    return settledAttempt(attempt, await this.read(gateway, attempt))
  }

  read(gateway: Gateway, attempt: Attempt, at = new Date()): Promise<Observation> {
    return gateway.read(attempt, at)
  }

  /** Makes calls go wrong: `"POST /products"`, `"GET /payment_links/*"`. */
  break(call: string, effect: FaultEffect, limits: { times?: number; skip?: number } = {}): void {
    const [method, path = ""] = call.split(" ")
    this.sandbox.faults.add({ method, path: `/api/v2${path}`, effect, ...limits })
  }

  /** How often a call was made. */
  count(call: string): number {
    const [method, path = ""] = call.split(" ")
    return this.sandbox.requests.count({ method, path: `/api/v2${path}` })
  }

  /** All calls in their order, ids left out: `["POST /products", "POST /payment_links"]`. */
  calls(): string[] {
    return this.sandbox.requests
      .list()
      .map(({ method, path }) => `${method} ${path.replace("/api/v2", "").replace(UUIDS, "{id}")}`)
  }

  /** The body of the newest call of this kind. */
  body(call: string): Record<string, unknown> {
    const [method, path = ""] = call.split(" ")
    const requests = this.sandbox.requests.list({ method, path: `/api/v2${path}` })
    return requests.at(-1)?.body as Record<string, unknown>
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
    const { apiKey, apiSecret, apiToken, webhookSecret } = this.sandbox.streampay
    const shown = [
      inspect(subject, { depth: 8, showHidden: true }),
      JSON.stringify(subject, (_, value) => (typeof value === "bigint" ? String(value) : value)),
      ...this.log.map(({ text }) => text),
    ].join("\n")
    for (const secret of [apiKey, apiSecret, apiToken, webhookSecret]) {
      expect(shown).not.toContain(secret)
      expect(shown).not.toContain(Buffer.from(secret).toString("base64"))
    }
  }
}

const UUIDS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** What the shop would see of a created payment. */
export function redirectOf(created: Pick<CreatedPayment, "nextAction">): string | undefined {
  return created.nextAction.type === "redirect" ? created.nextAction.url : undefined
}
