import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { createPgConnection } from "@medusajs/framework/utils"

const CHANNEL = "benchmark_order_paid"
const LIMIT_MS = 60_000

/** As much of Postgres' own client as is used here. */
interface Listener {
  on(event: "notification", listener: (message: { readonly payload?: string }) => void): void
  query(sql: string): Promise<unknown>
}

interface Pool {
  acquireConnection(): Promise<Listener>
  releaseConnection(connection: Listener): Promise<void>
}

/**
 * Hears from Postgres when an order has its money: the order's transaction is the last that Medusa
 * writes of a captured payment, and Postgres tells when it is committed.
 */
export class OrderWatch {
  private readonly waiting = new Map<string, (time: number) => void>()

  private constructor(
    private readonly knex: Knex,
    private readonly listener: Listener
  ) {
    listener.on("notification", ({ payload }) => {
      const time = performance.now()
      this.waiting.get(payload ?? "")?.(time)
      this.waiting.delete(payload ?? "")
    })
  }

  static async start(databaseUrl: string): Promise<OrderWatch> {
    const knex = createPgConnection({ clientUrl: databaseUrl }) as unknown as Knex
    await knex.raw(`
      CREATE OR REPLACE FUNCTION ${CHANNEL}() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('${CHANNEL}', cart_id) FROM order_cart WHERE order_id = NEW.order_id;
        RETURN NEW;
      END $$`)
    await knex.raw(`DROP TRIGGER IF EXISTS ${CHANNEL} ON order_transaction`)
    await knex.raw(`
      CREATE TRIGGER ${CHANNEL} AFTER INSERT ON order_transaction
      FOR EACH ROW EXECUTE FUNCTION ${CHANNEL}()`)
    const listener = await (knex.client as Pool).acquireConnection()
    const watch = new OrderWatch(knex, listener)
    await listener.query(`LISTEN ${CHANNEL}`)
    return watch
  }

  /**
   * When the cart's order has its money, by `performance.now()`. To be asked before it can be.
   *
   * @throws {Error} when it has none after a minute
   */
  orderOf(cartId: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        reject(new Error(`The cart ${cartId} has become no paid order.`))
      }, LIMIT_MS)
      this.waiting.set(cartId, (time) => {
        clearTimeout(limit)
        resolve(time)
      })
    })
  }

  async stop(): Promise<void> {
    await this.listener.query("UNLISTEN *")
    await (this.knex.client as Pool).releaseConnection(this.listener)
    await this.knex.destroy()
  }
}
