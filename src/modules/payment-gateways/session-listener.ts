import type { EventEmitter } from "node:events"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { describeError, GatewayError } from "../../core/errors"

/** Postgres tells on it which session has changed; see the migration that makes the trigger. */
export const SESSION_CHANNEL = "payment_gateways_session"

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000

/** What is used of a connection of the `pg` driver. */
type Connection = EventEmitter & {
  query(sql: string): Promise<unknown>
}

/** Knex's own way to a connection outside of its pool. */
interface ConnectionSource {
  acquireRawConnection(): Promise<Connection>
  destroyRawConnection(connection: Connection): Promise<void>
}

/**
 * Hears from Postgres which sessions have changed, in whatever process that was: one connection,
 * however many listen, and none when nobody does. Where it cannot be had (behind a pooler that
 * gives none for itself, say) nothing is heard, and those who listen look by the clock.
 */
export class SessionListener {
  private readonly listeners = new Map<string, Set<() => void>>()
  private connection: Connection | undefined
  private isConnecting = false
  private pauseMs = FIRST_PAUSE_MS

  constructor(
    private readonly knex: Knex,
    private readonly warn: (message: string) => void
  ) {}

  /** @returns ends the listening */
  listen(sessionId: string, onChange: () => void): () => void {
    const others = this.listeners.get(sessionId) ?? new Set()
    others.add(onChange)
    this.listeners.set(sessionId, others)
    void this.connect()
    return () => {
      others.delete(onChange)
      if (others.size === 0 && this.listeners.get(sessionId) === others) {
        this.listeners.delete(sessionId)
      }
      if (this.listeners.size === 0) {
        void this.disconnect()
      }
    }
  }

  /** Never throws: without a connection everybody looks by the clock. */
  private async connect(): Promise<void> {
    if (this.connection || this.isConnecting) {
      return
    }
    this.isConnecting = true
    try {
      this.connection = await this.open()
      this.pauseMs = FIRST_PAUSE_MS
      // What happened before it listened was not heard.
      this.tellAll()
    } catch (error) {
      this.warn(`shoppers are told of their payments a little later: ${describeError(error)}`)
      this.connectLater()
    } finally {
      this.isConnecting = false
    }
    if (this.listeners.size === 0) {
      await this.disconnect()
    }
  }

  private async open(): Promise<Connection> {
    const connection = await this.source.acquireRawConnection()
    let isLost = false
    const onLost = (): void => {
      isLost = true
      this.lose(connection)
    }
    connection.on("notification", ({ payload }: { payload?: string }) => this.tell(payload ?? ""))
    connection.on("error", onLost)
    connection.on("end", onLost)
    try {
      await connection.query(`listen ${SESSION_CHANNEL}`)
    } catch (error) {
      await this.close(connection)
      throw error
    }
    if (isLost) {
      throw new GatewayError({
        code: "unavailable",
        message: "the connection was cut as soon as it was there",
        retry: true,
      })
    }
    return connection
  }

  private lose(connection: Connection): void {
    if (this.connection === connection) {
      this.connection = undefined
      this.connectLater()
    }
  }

  private connectLater(): void {
    if (this.listeners.size === 0) {
      return
    }
    const timer = setTimeout(() => void this.connect(), this.pauseMs)
    timer.unref()
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS)
  }

  private async disconnect(): Promise<void> {
    const { connection } = this
    if (connection) {
      this.connection = undefined
      await this.close(connection)
    }
  }

  private async close(connection: Connection): Promise<void> {
    try {
      await this.source.destroyRawConnection(connection)
    } catch (error) {
      this.warn(`a connection could not be closed: ${describeError(error)}`)
    }
  }

  private tell(sessionId: string): void {
    this.listeners.get(sessionId)?.forEach((onChange) => onChange())
  }

  private tellAll(): void {
    this.listeners.forEach((some) => some.forEach((onChange) => onChange()))
  }

  private get source(): ConnectionSource {
    return (this.knex as unknown as { client: ConnectionSource }).client
  }
}
