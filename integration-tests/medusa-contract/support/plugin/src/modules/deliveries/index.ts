import { Module } from "@medusajs/framework/utils"
import { DeliveriesService } from "./service"

export const DELIVERIES = "contractDeliveries"

export default Module(DELIVERIES, { service: DeliveriesService })
