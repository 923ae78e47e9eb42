import { model } from "@medusajs/framework/utils"

/**
 * What went wrong with a gateway within one hour, and how often: a call that failed, or webhooks
 * that were refused. A flood of the same is one row.
 */
export const PaymentGatewayIncident = model
  .define("payment_gateway_incident", {
    id: model.id({ prefix: "pginc" }).primaryKey(),
    provider_id: model.text(),
    /** `gateway_error` or `webhook_refused` */
    kind: model.text(),
    /** A word of few values, e.g. `invalid_signature`. */
    code: model.text(),
    /** The latest one's message. */
    message: model.text(),
    /** The begin of the hour, in UTC. */
    hour: model.dateTime(),
    count: model.number(),
    first_at: model.dateTime(),
    last_at: model.dateTime(),
  })
  .indexes([
    { on: ["provider_id", "kind", "code", "hour"], unique: true },
    { on: ["kind", "last_at"] },
    { on: ["hour"] },
  ])
