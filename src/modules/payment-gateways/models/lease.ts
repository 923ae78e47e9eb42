import { model } from "@medusajs/framework/utils"

/** What only one process at a time may work on. A lease that is not renewed runs out by itself. */
export const PaymentGatewayLease = model
  .define("payment_gateway_lease", {
    /** What is leased, e.g. a payment collection's id. */
    id: model.text().primaryKey(),
    owner: model.text(),
    expires_at: model.dateTime(),
  })
  .indexes([{ on: ["expires_at"] }])
