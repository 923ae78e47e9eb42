import { randomUUID } from "node:crypto"
import type { SandboxClock } from "./clock"
import { matchesFilter, type DeliveryFilter } from "./delivery-filter"
import { Lane } from "./lane"
import { tamperWith } from "./tampering"
import { Waiters } from "./waiters"
import { givenOf, WebhookFaults } from "./webhook-faults"
import { sendWebhook } from "./webhook-transport"
import type {
  Delivery,
  DeliveryState,
  WebhookMessage,
  WebhookMishandling,
  WebhookProfile,
} from "./webhook-types"

interface Planned {
  delivery: Delivery
  message: WebhookMessage
  profile: WebhookProfile
  firstAttemptAt: number | undefined
  /** Attempts made by plan; those made by hand do not use up the retries. */
  plannedAttempts: number
  unplan(): void
}

const OPEN_STATES: readonly DeliveryState[] = ["held", "pending", "sending", "retrying"]

/**
 * Sends webhooks in order, repeats them on the vendor's schedule in sandbox time and keeps a log.
 * One at a time per gateway, unless `setConcurrency` says otherwise.
 */
export class WebhookDeliveries {
  /** Rules that mishandle the webhooks to come. */
  readonly faults = new WebhookFaults()
  private planned: Planned[] = []
  private readonly lanes = new Map<string, Lane>()
  private readonly waiters = new Waiters<Delivery>()
  private readonly closing = new AbortController()
  private holding = false
  private concurrency = 1

  /** @param timeoutMs real milliseconds that a receiver may take */
  constructor(
    private readonly clock: SandboxClock,
    private readonly timeoutMs = 10_000
  ) {}

  /** Queues a webhook; returns its deliveries (several when duplicated). */
  send(
    profile: WebhookProfile,
    message: WebhookMessage,
    mishandling: WebhookMishandling = {}
  ): Delivery[] {
    const endpoint = profile.endpoint()
    if (endpoint.events && !endpoint.events.includes(message.event)) {
      return []
    }
    const mishandled = { ...this.faults.take(message), ...givenOf(mishandling) }
    const copies = Math.max(1, mishandled.copies ?? 1)
    return Array.from({ length: copies }, () => this.plan(profile, message, mishandled))
  }

  /** The log, oldest first. */
  list(filter: DeliveryFilter = {}): Delivery[] {
    return this.planned
      .map(({ delivery }) => delivery)
      .filter((delivery) => matchesFilter(delivery, filter))
  }

  /** How many there were so far. */
  get size(): number {
    return this.planned.length
  }

  /** Those queued after there were `size`. */
  since(size: number): Delivery[] {
    return this.planned.slice(size).map(({ delivery }) => delivery)
  }

  /** Those that are still to be sent, or sent again. */
  pending(): Delivery[] {
    return this.list().filter((delivery) => OPEN_STATES.includes(delivery.state))
  }

  /**
   * The first delivery that matches, now or later. The predicate sees each change of each delivery.
   *
   * @param options.timeoutMs real milliseconds, 10000 by default
   * @throws Error when none matched in time
   */
  waitForDelivery(
    matches: (delivery: Delivery) => boolean = (delivery) => delivery.state === "delivered",
    options: { timeoutMs?: number } = {}
  ): Promise<Delivery> {
    return this.waiters.waitFor(
      this.list(),
      matches,
      options.timeoutMs ?? 10_000,
      "waiting for a webhook delivery"
    )
  }

  /** Whether new webhooks wait for `release`. */
  get isHolding(): boolean {
    return this.holding
  }

  /** From now on new webhooks wait for `release`. */
  hold(): void {
    this.holding = true
  }

  /** Sends what is held, in its present order, and stops holding. */
  release(): void {
    this.holding = false
    for (const entry of this.planned.filter(({ delivery }) => delivery.state === "held")) {
      this.schedule(entry, this.clock.now(), "pending")
    }
  }

  /**
   * Puts held deliveries into this order; those not named keep their places.
   * @throws Error when one of them is unknown or no longer held
   */
  reorder(ids: string[]): void {
    const wanted = ids.map((id) => {
      const entry = this.find(id)
      if (entry.delivery.state !== "held") {
        throw new Error(
          `delivery ${id} is ${entry.delivery.state}; only held ones can be reordered`
        )
      }
      return entry
    })
    const places = new Set(wanted)
    const queue = [...wanted]
    this.planned = this.planned.map((entry) =>
      places.has(entry) ? (queue.shift() ?? entry) : entry
    )
  }

  /** Sends one at once, whatever its state (so also again). Resolves after the attempt. */
  async deliverNow(id: string): Promise<Delivery> {
    const entry = this.find(id)
    entry.unplan()
    await this.attempt(entry, "by hand")
    return entry.delivery
  }

  /** Takes one out: it is not sent (again). */
  drop(id: string): Delivery {
    const entry = this.find(id)
    entry.unplan()
    entry.delivery.nextAttemptAt = null
    this.change(entry, "dropped")
    return entry.delivery
  }

  /** Resolves when nothing is being sent and nothing is due. */
  settled(): Promise<void> {
    return this.clock.settled()
  }

  /** How many webhooks of a gateway may be on their way at once; 1 keeps the documented order. */
  setConcurrency(width: number): void {
    this.concurrency = width
    for (const lane of this.lanes.values()) {
      lane.setWidth(width)
    }
  }

  /** Forgets all deliveries, planned ones too, and all rules. */
  reset(): void {
    for (const entry of this.planned) {
      entry.unplan()
      entry.delivery.state = "dropped"
    }
    this.planned = []
    this.holding = false
    this.faults.clear()
  }

  /** Forgets everything and ends what is on its way. */
  close(): void {
    this.reset()
    this.closing.abort()
  }

  private plan(
    profile: WebhookProfile,
    message: WebhookMessage,
    mishandled: WebhookMishandling
  ): Delivery {
    const entry: Planned = {
      delivery: {
        id: randomUUID(),
        gateway: message.gateway,
        event: message.event,
        entityId: message.entityId,
        body: message.body,
        createdAt: this.isoNow(),
        mishandled,
        state: "pending",
        url: mishandled.url ?? message.url ?? profile.endpoint().url,
        nextAttemptAt: null,
        attempts: [],
      },
      message,
      profile,
      firstAttemptAt: undefined,
      plannedAttempts: 0,
      unplan: () => undefined,
    }
    this.planned.push(entry)
    if (mishandled.drop) {
      this.change(entry, "dropped")
    } else if (this.holding || mishandled.hold) {
      this.change(entry, "held")
    } else if (entry.delivery.url === null) {
      this.change(entry, "no_endpoint")
    } else {
      this.schedule(entry, this.clock.now() + (mishandled.delayMs ?? 0), "pending")
    }
    return entry.delivery
  }

  private schedule(entry: Planned, at: number, state: DeliveryState): void {
    entry.delivery.nextAttemptAt = new Date(at).toISOString()
    entry.unplan()
    entry.unplan = this.clock.schedule(at, () => this.attempt(entry, "planned"))
    this.change(entry, state)
  }

  private attempt(entry: Planned, reason: "planned" | "by hand"): Promise<void> {
    const { gateway } = entry.delivery
    const lane = this.lanes.get(gateway) ?? new Lane(this.concurrency)
    this.lanes.set(gateway, lane)
    return lane.run(() => this.sendOnce(entry, reason))
  }

  private async sendOnce(entry: Planned, reason: "planned" | "by hand"): Promise<void> {
    const { delivery, message, profile } = entry
    if (reason === "planned" && delivery.state === "dropped") {
      return
    }
    const before = delivery.state
    const endpoint = profile.endpoint()
    delivery.url = delivery.mishandled.url ?? message.url ?? endpoint.url
    delivery.nextAttemptAt = null
    if (delivery.url === null) {
      this.change(entry, "no_endpoint")
      return
    }
    const now = this.clock.now()
    entry.firstAttemptAt ??= now
    const signedAt = profile.retriesAreResigned() ? now : entry.firstAttemptAt
    const signing = {
      at: signedAt + (delivery.mishandled.signedAtOffsetMs ?? 0),
      secret: delivery.mishandled.secret ?? endpoint.secret,
    }
    const sent = tamperWith(delivery.mishandled.tamper, profile, {
      headers: profile.headers(message, signing),
      body: profile.signedBody?.(message, signing) ?? message.body,
    })
    this.change(entry, "sending")
    const answer = await sendWebhook(delivery.url, sent.headers, Buffer.from(sent.body, "utf8"), {
      timeoutMs: this.timeoutMs,
      signal: this.closing.signal,
      followsRedirects: profile.followsRedirects,
    })
    delivery.attempts.push({
      number: delivery.attempts.length + 1,
      at: new Date(now).toISOString(),
      headers: sent.headers,
      body: sent.body,
      statusCode: answer.statusCode,
      responseBody: answer.body,
      error: answer.error,
    })
    entry.plannedAttempts += reason === "planned" ? 1 : 0
    if (answer.statusCode !== null && profile.accepts(answer.statusCode)) {
      this.change(entry, "delivered")
    } else if (wasFinal(before) || wasFinal(delivery.state)) {
      this.change(entry, before === "delivered" ? before : "dropped")
    } else {
      this.planRetry(entry)
    }
  }

  private planRetry(entry: Planned): void {
    const offset = entry.profile.retryOffsetMs(Math.max(1, entry.plannedAttempts))
    if (offset === undefined || entry.firstAttemptAt === undefined) {
      this.change(entry, "given_up")
      return
    }
    this.schedule(entry, entry.firstAttemptAt + offset, "retrying")
  }

  private change(entry: Planned, state: DeliveryState): void {
    entry.delivery.state = state
    this.waiters.notify(entry.delivery)
  }

  private find(id: string): Planned {
    const entry = this.planned.find(({ delivery }) => delivery.id === id)
    if (!entry) {
      throw new Error(`no delivery ${id}`)
    }
    return entry
  }

  private isoNow(): string {
    return new Date(this.clock.now()).toISOString()
  }
}

function wasFinal(state: DeliveryState): boolean {
  return state === "delivered" || state === "dropped"
}
