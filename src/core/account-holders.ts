import type {
  CreateAccountHolderInput,
  CreateAccountHolderOutput,
  DeleteAccountHolderInput,
  DeleteAccountHolderOutput,
  Logger,
  PaymentCustomerDTO,
  UpdateAccountHolderInput,
  UpdateAccountHolderOutput,
} from "@medusajs/framework/types"
import type { CustomerDetails, Gateway } from "./contract"
import { describeError, GatewayError } from "./errors"

/**
 * Makes a customer record at the gateway. A shopper must never be kept from paying by it, so a
 * failure is logged and no account holder is made.
 */
export async function createAccountHolder(
  gateway: Gateway,
  input: CreateAccountHolderInput,
  logger: Logger | undefined,
  prefix: string
): Promise<CreateAccountHolderOutput> {
  const none = {} as CreateAccountHolderOutput
  if (!gateway.customers) {
    return none
  }
  try {
    const id = await gateway.customers.create(customerDetails(input.context.customer))
    return { id, data: { id } }
  } catch (error) {
    logger?.warn(`${prefix} customer record not created, going on without: ${describeError(error)}`)
    return none
  }
}

/** @throws {GatewayError} as the gateway answers */
export async function updateAccountHolder(
  gateway: Gateway,
  input: UpdateAccountHolderInput
): Promise<UpdateAccountHolderOutput> {
  const reference = referenceOf(input.context.account_holder)
  if (gateway.customers && input.context.customer) {
    await gateway.customers.update(reference, customerDetails(input.context.customer))
  }
  return { data: { id: reference } }
}

/** @throws {GatewayError} as the gateway answers, e.g. while the customer has open invoices */
export async function deleteAccountHolder(
  gateway: Gateway,
  input: DeleteAccountHolderInput
): Promise<DeleteAccountHolderOutput> {
  await gateway.customers?.delete(referenceOf(input.context.account_holder))
  return { data: {} }
}

/** @param holder absent where Medusa keeps none for the customer, whatever its types say */
function referenceOf(holder?: { readonly data?: Record<string, unknown> }): string {
  const id = holder?.data?.id
  if (typeof id !== "string") {
    throw new GatewayError({
      code: "not_found",
      message: "This customer has no record at the payment gateway.",
      retry: false,
    })
  }
  return id
}

function customerDetails(customer: PaymentCustomerDTO): CustomerDetails {
  const name = [customer.first_name, customer.last_name].filter(Boolean).join(" ").trim()
  return {
    id: customer.id,
    email: customer.email || undefined,
    name: name || customer.company_name || undefined,
    phone: customer.phone || undefined,
  }
}
