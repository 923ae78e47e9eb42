import type { BigNumberValue, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type Currency, Money } from "../core/money"

interface OrderRow {
  readonly summary?: { readonly pending_difference?: BigNumberValue } | null
}

/** What an order still asks for; negative where it owes the payer. */
export async function readAskedAmount(
  container: MedusaContainer,
  orderId: string,
  currency: Currency
): Promise<Money> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = (await query.graph({
    entity: "order",
    fields: ["summary"],
    filters: { id: orderId },
  })) as unknown as { data: OrderRow[] }
  return Money.parse(data[0]?.summary?.pending_difference ?? 0, currency)
}
