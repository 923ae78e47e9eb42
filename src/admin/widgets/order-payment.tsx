import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { OrderPaymentCard } from "../components/attempt/order-payment-card"

/** Beside the order: where its money is. */
const OrderPaymentWidget = ({ data }: DetailWidgetProps<AdminOrder>) => (
  // Another order begins anew: nothing of the one before is shown for it.
  <OrderPaymentCard key={data.id} order={data} />
)

export const config = defineWidgetConfig({
  id: "medusa-payment-gateways:order-payment",
  zone: "order.details.side.before",
})

export default OrderPaymentWidget
