import { z } from "@medusajs/framework/zod"
import type { Attempt, PaymentDetails } from "../../core/attempt"
import type { GatewayServices } from "../../core/contract"
import { withDeadline } from "../../core/deadline"
import { describeError, GatewayError } from "../../core/errors"
import type { Observation } from "../../core/settle"
import { COUNTRIES, DOLLAR } from "./countries"
import type { Directa24DepositsClient } from "./deposits-client"
import type { Deposit, DepositStatus } from "./schemas"

/** Fee and local sum are for people only: nobody waits long for them. */
const LONGEST_WAIT_MS = 2000

const CURRENCY_CODE = /^[A-Z]{3}$/

/** The rate as it was told when the invoice was made. */
const rateSchema = z.object({ from: z.string(), to: z.string(), rate: z.string() }).optional()

/** How a deposit was paid, and at which rate. Source: Streamline API, payment status. */
export function detailsOfStatus(reply: DepositStatus, { gatewayData }: Attempt): PaymentDetails {
  const { x_document: id, x_bank: bank, x_bank_name: bankName, result } = reply
  const rate = rateSchema.safeParse(gatewayData.exchange_rate).data
  const method = bankName || bank
  return {
    ...(method && { method: method.slice(0, 80) }),
    ...(rate && { rate: { value: rate.rate, from: rate.from, to: rate.to } }),
    ...(result === "9" && id && /^[1-9]\d{0,17}$/.test(id) && { transactions: [{ id }] }),
  }
}

/**
 * What Directa24 keeps for itself of a paid deposit, and what the payer paid in local money. Asked
 * for once; where it is not told, the payment is none the worse for it.
 * Source: Directa24 Deposits API v3, deposit status; Java client.
 *
 * @param reading of the invoice, which tells the id of its deposit
 */
export async function readDepositDetails(
  client: Directa24DepositsClient,
  attempt: Attempt,
  reading: Pick<Observation, "gatewayData" | "reference">,
  { logger }: GatewayServices
): Promise<Pick<Observation, "details" | "gatewayData">> {
  const id = reading.gatewayData?.deposit_id ?? attempt.gatewayData.deposit_id
  if (typeof id !== "string" || attempt.gatewayData.deposit_read === true) {
    return {}
  }
  const isRead = { gatewayData: { deposit_read: true } }
  try {
    const deposit = await withDeadline(LONGEST_WAIT_MS, () => client.readDeposit(id))
    const invoice = attempt.reference ?? reading.reference
    const isSame = deposit.deposit_id === id && deposit.invoice_id === invoice
    return isSame ? { details: detailsOfDeposit(deposit, attempt), ...isRead } : isRead
  } catch (error) {
    logger?.warn(`[Directa24] fee of deposit ${id} cannot be read: ${describeError(error)}`)
    return GatewayError.is(error) && error.reason === "not_found" ? isRead : {}
  }
}

function detailsOfDeposit(deposit: Deposit, { due, gatewayData }: Attempt): PaymentDetails {
  const { fee_amount: fee, fee_currency: feeUnit, local_amount: local } = deposit
  const { country } = gatewayData
  const own =
    typeof country === "string" && Object.hasOwn(COUNTRIES, country)
      ? COUNTRIES[country]?.currency
      : undefined
  const isForeign = due.currency.code === DOLLAR && own !== undefined && own !== DOLLAR
  return {
    ...(fee && feeUnit && CURRENCY_CODE.test(feeUnit) && { fee: { amount: fee, unit: feeUnit } }),
    ...(local && isForeign && { paid: { amount: local, unit: own } }),
  }
}
