import { matchesPattern } from "./match"
import { Waiters } from "./waiters"
import type { JsonValue } from "./json"

/** One request that a gateway received. Headers are never kept: they hold the merchant's keys. */
export interface LoggedRequest {
  readonly id: number
  /** ISO string of sandbox time. */
  readonly at: string
  readonly gateway: string
  readonly method: string
  /** Below the gateway's base URL, without the query. */
  readonly path: string
  readonly query: string
  /** The parsed JSON or form body, if there was one; without the merchant's keys. */
  readonly body: JsonValue | null
  /** What was answered; `null` while open, and when the connection was cut or held. */
  status: number | null
  /** The kind of fault that was applied. */
  fault: string | null
  /** Whether the exchange is over. */
  done: boolean
}

/** Which requests to list; `path` may hold `*`. */
export interface RequestFilter {
  gateway?: string
  method?: string
  path?: string
  status?: number
}

const KEPT = 20_000

/** Every request to the gateways' APIs and pages, so that tests can count calls. */
export class RequestLog {
  private entries: LoggedRequest[] = []
  private readonly waiters = new Waiters<LoggedRequest>()
  private nextId = 1

  open(request: Omit<LoggedRequest, "id" | "status" | "fault" | "done">): LoggedRequest {
    const entry: LoggedRequest = {
      ...request,
      id: this.nextId++,
      status: null,
      fault: null,
      done: false,
    }
    this.entries.push(entry)
    if (this.entries.length > KEPT) {
      this.entries.shift()
    }
    this.waiters.notify(entry)
    return entry
  }

  /** A fault was applied to it, and its effect was had or not. */
  changed(entry: LoggedRequest): void {
    this.waiters.notify(entry)
  }

  close(entry: LoggedRequest, status: number | null): void {
    if (entry.done) {
      return
    }
    entry.status = status
    entry.done = true
    this.waiters.notify(entry)
  }

  /** Oldest first. */
  list(filter: RequestFilter = {}): LoggedRequest[] {
    return this.entries.filter(
      (entry) =>
        (filter.gateway === undefined || entry.gateway === filter.gateway) &&
        (filter.method === undefined || entry.method === filter.method.toUpperCase()) &&
        (filter.path === undefined || matchesPattern(filter.path, entry.path)) &&
        (filter.status === undefined || entry.status === filter.status)
    )
  }

  count(filter: RequestFilter = {}): number {
    return this.list(filter).length
  }

  /**
   * The first request that matches, now or later; the predicate sees it when it arrives, after a
   * fault was applied to it, and when it is over (`done`).
   *
   * @param options.timeoutMs real milliseconds, 10000 by default
   */
  waitForRequest(
    matches: (request: LoggedRequest) => boolean,
    options: { timeoutMs?: number } = {}
  ): Promise<LoggedRequest> {
    return this.waiters.waitFor(
      this.entries,
      matches,
      options.timeoutMs ?? 10_000,
      "waiting for a request"
    )
  }

  clear(): void {
    this.entries = []
  }
}
