import { model } from "@medusajs/framework/utils"

export const Delivery = model
  .define("contract_delivery", {
    id: model.id({ prefix: "cdel" }).primaryKey(),
    gateway: model.text(),
    key: model.text(),
  })
  .indexes([{ on: ["gateway", "key"], unique: true }])
