import { container as applicationContainer } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Attempt } from "./attempt"
import { GatewayError } from "./errors"

interface Query {
  graph(input: {
    entity: string
    fields: string[]
    filters: Record<string, unknown>
  }): Promise<{ data: unknown[] }>
}

interface Link {
  readonly order?: { readonly status?: string } | null
}

/**
 * Refuses to take money for an order that was placed before its money and canceled since: Medusa
 * itself would book the money on the canceled order, e.g. when staff checks the payment's status.
 *
 * @throws {GatewayError} `not_allowed`
 */
export async function requireStandingOrder({ paymentCollectionId }: Attempt): Promise<void> {
  const query = applicationContainer.resolve(ContainerRegistrationKeys.QUERY, {
    allowUnregistered: true,
  }) as Query | undefined
  if (paymentCollectionId === null || !query) {
    return
  }
  const { data } = await query.graph({
    entity: "order_payment_collection",
    fields: ["order.status"],
    filters: { payment_collection_id: paymentCollectionId },
  })
  if ((data as Link[]).some(({ order }) => order?.status === "canceled")) {
    throw new GatewayError({
      code: "not_allowed",
      message:
        "The order of this payment is canceled, so its money is not taken. What has come in all the same is listed with the exceptions, and can be refunded there.",
      retry: false,
    })
  }
}
