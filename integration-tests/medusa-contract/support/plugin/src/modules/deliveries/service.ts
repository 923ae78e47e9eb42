import { MedusaService } from "@medusajs/framework/utils"
import { Delivery } from "./models/delivery"

export class DeliveriesService extends MedusaService({ Delivery }) {
  readonly moduleOptions: Record<string, unknown>

  constructor(container: Record<string, unknown>, options: Record<string, unknown>) {
    super(container, options)
    this.moduleOptions = options
  }
}
