import { model } from "@medusajs/framework/utils"

/** A process of the shop, as it last told of itself. */
export const PaymentGatewayProcess = model
  .define("payment_gateway_process", {
    id: model.id({ prefix: "pgprc" }).primaryKey(),
    /** Medusa's worker mode: `shared`, `server` or `worker`. */
    worker_mode: model.text(),
    /** Where locks are kept: Medusa's identifier of the locking provider, e.g. `locking-redis`. */
    locking: model.text(),
    /** Where events travel, e.g. `event-bus-local`. */
    event_bus: model.text(),
    seen_at: model.dateTime(),
    /** When this process last ran the plugin's scheduled jobs. */
    jobs_at: model.dateTime().nullable(),
  })
  .indexes([{ on: ["seen_at"] }])
