import type { PaymentDetails } from "../../core/attempt"
import { GatewayError } from "../../core/errors"
import { parseAmount } from "./amounts"
import type { Invoice } from "./schemas"

const DECIMAL = /^\d{1,20}(\.\d{1,10})?$/

/** Finer than fees are; what arithmetic with floats leaves behind is less. */
const FEE_EXPONENT = 6

/**
 * Fee, method and acquirer's reference of an invoice, for people. The fee is told as it was taken,
 * so only once the invoice is processed. Source: Corefy documentation, callbacks.
 */
export function detailsOf(invoice: Invoice): PaymentDetails {
  const { currency, relationships, rrn } = invoice
  const fee = feeOf(invoice)
  const { "payment-method": method, "payment-service": service } = relationships ?? {}
  const word = method?.data.id ?? service?.data.id
  return {
    ...(fee !== undefined && { fee: { amount: fee, unit: currency.toUpperCase() } }),
    ...(word && { method: word }),
    // The retrieval reference number, by which the acquirer finds a card payment.
    ...(rrn && { transactions: [{ id: rrn }] }),
  }
}

/** A text, or a number that was computed with floats; `undefined` for what is neither. */
function feeOf({ processed_fee: told, currency }: Invoice): string | undefined {
  if (typeof told !== "number") {
    return told && DECIMAL.test(told) ? told : undefined
  }
  try {
    const fine = { code: currency, exponent: FEE_EXPONENT }
    return parseAmount(told, fine)
      .toDecimal()
      .replace(/(\.\d\d\d*?)0+$/, "$1")
  } catch (error) {
    if (GatewayError.is(error)) {
      return undefined
    }
    throw error
  }
}
