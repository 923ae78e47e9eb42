import { model } from "@medusajs/framework/utils"

/** A verified webhook, stored before it is answered. A repeated delivery is the same row. */
export const PaymentGatewayWebhookEvent = model
  .define("payment_gateway_webhook_event", {
    id: model.id({ prefix: "pgevt" }).primaryKey(),
    provider_id: model.text(),
    gateway: model.text(),
    event_type: model.text(),
    dedupe_key: model.text(),
    concerns: model.text(),
    is_unknown: model.boolean(),
    /** The body as it came in, for replay. */
    body: model.text(),
    session_id: model.text().nullable(),
    reference: model.text().nullable(),
    /** What the gateway's own readings do not tell; kept with the attempt when processed. */
    evidence: model.json().nullable(),
    attempt_id: model.text().nullable(),
    /** `waiting`, `done`, `ignored` or `dead` */
    state: model.text(),
    tries: model.number(),
    due_at: model.dateTime(),
    lease_until: model.dateTime().nullable(),
    last_error: model.text().nullable(),
    processed_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["provider_id", "dedupe_key"], unique: true },
    { on: ["provider_id", "due_at"], where: "state = 'waiting' AND deleted_at IS NULL" },
    { on: ["attempt_id"] },
    { on: ["state", "created_at"] },
    { on: ["provider_id", "created_at", "state"] },
    { on: ["session_id"], where: "session_id IS NOT NULL AND deleted_at IS NULL" },
    { on: ["reference"], where: "reference IS NOT NULL AND deleted_at IS NULL" },
  ])
