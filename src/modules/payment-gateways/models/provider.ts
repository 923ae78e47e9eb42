import { model } from "@medusajs/framework/utils"

/** What staff has set for a configured gateway, and how its checks went last. No secrets. */
export const PaymentGatewayProvider = model
  .define("payment_gateway_provider", {
    id: model.id({ prefix: "pgprv" }).primaryKey(),
    /** `pp_<identifier>_<id>` */
    provider_id: model.text(),
    /** By language: `{en: {title, description}}`. */
    texts: model.json().default({}),
    /** Methods of payment are offered in this order, the smallest first. */
    rank: model.number().default(0),
    is_hidden: model.boolean().default(false),
    /** `unknown`, `accepted`, `refused` or `unreachable` */
    credentials_state: model.text().default("unknown"),
    credentials_checked_at: model.dateTime().nullable(),
    credentials_message: model.text().nullable(),
    /** Of the test webhook: `never`, `passed` or `failed`. */
    test_state: model.text().default("never"),
    test_sent_at: model.dateTime().nullable(),
    /** `{code, message, cure}` */
    test_problem: model.json().nullable(),
  })
  .indexes([{ on: ["provider_id"], unique: true }])
