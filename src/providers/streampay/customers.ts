import type { CustomerDetails, CustomerDirectory } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import type { StreamPayClient } from "./client"

/** StreamPay's customer records ("consumers"). Source: StreamPay guide, Create a Customer. */
export function streamPayCustomers(client: StreamPayClient): CustomerDirectory {
  return {
    create: (customer) => createOrTakeOver(client, customer),
    update: (reference, customer) => client.updateConsumer(reference, customer),
    delete: async (reference) => {
      try {
        await client.deleteConsumer(reference)
      } catch (error) {
        // Deleted already is what was wanted.
        if (!GatewayError.is(error) || error.reason !== "not_found") {
          throw error
        }
      }
    },
  }
}

async function createOrTakeOver(
  client: StreamPayClient,
  customer: CustomerDetails
): Promise<string> {
  try {
    return await client.createConsumer(customer)
  } catch (error) {
    if (!isDuplicate(error)) {
      throw error
    }
    const email = customer.email?.toLowerCase()
    const records = email ? await client.findConsumers(email) : []
    // Only the e-mail belongs to the shopper's account; anybody can type anybody's phone number.
    const own = records.find(
      (record) => !record.is_deleted && record.email?.toLowerCase() === email
    )
    if (own) {
      return own.id
    }
    if (!email || !customer.phone) {
      throw error
    }
    // The phone number stands on a record of somebody else: do without it.
    return client.createConsumer({ ...customer, phone: undefined })
  }
}

function isDuplicate(error: unknown): boolean {
  return GatewayError.is(error) && error.gatewayCode === "DUPLICATE_CONSUMER"
}
