import { model } from "@medusajs/framework/utils"

/** One line of an attempt's story, in plain words. */
export const PaymentGatewayTimelineEntry = model
  .define("payment_gateway_timeline_entry", {
    id: model.id({ prefix: "pgtml" }).primaryKey(),
    attempt_id: model.text(),
    type: model.text(),
    source: model.text(),
    message: model.text(),
    data: model.json().nullable(),
    /** While set, other parts of the shop have to be told of this line, then. */
    announce_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["created_at", "id"] },
    { on: ["attempt_id", "created_at"] },
    { on: ["announce_at"], where: "announce_at IS NOT NULL AND deleted_at IS NULL" },
  ])
