import type { JsonObject } from "../../core/json"
import { decimal, plain, readAmount } from "./amounts"
import { COIN_CODES, decimalsOf } from "./currencies"
import { badRequest } from "./errors"
import { FieldReader, isEmail, isUrl, oneOf } from "./field-reader"
import type { NewInvoice } from "./invoices"
import type { XGatewayAccount, XGatewaySettings } from "./options"

const STRATEGIES = ["fixed", "floating"]
const PAYER_FIELDS = ["customerFirstName", "customerLastName", "customerPhone", "customerCountry"]

/**
 * Reads the body of `POST /invoices`.
 *
 * @throws ReplyError 422 for fields that are wrong, 400 for an amount beyond the limits
 */
export function readInvoice(body: JsonObject, account: XGatewayAccount): NewInvoice {
  const { settings } = account
  const fields = new FieldReader(body)
  const customerId = fields.text("customerId")
  const baseCurrency = fields.text("baseCurrency", oneOf(account.baseCurrencies))
  const amount = readPrice(fields, baseCurrency, settings)
  const strategy = fields.optionalText("invoiceStrategy", oneOf(STRATEGIES))
  const invoice: NewInvoice = {
    customerId,
    baseCurrency,
    amount,
    strategy: strategy === "floating" ? "floating" : "fixed",
    orderId: fields.optionalText("orderId"),
    presetCurrency: fields.optionalText("paymentCurrency", oneOf(COIN_CODES)),
    displayCurrencies: fields.optionalTexts("displayCurrencies", oneOf(COIN_CODES)),
    redirectUrl: fields.optionalText("redirectUrl", isUrl),
    applicationId: fields.optionalText("applicationId"),
    paymentMethod: fields.optionalText("paymentMethod"),
  }
  PAYER_FIELDS.forEach((name) => fields.optionalText(name))
  fields.optionalText("customerEmail", isEmail)
  fields.finish(settings.unknownFields)
  checkLimits(amount, settings)
  return invoice
}

function readPrice(fields: FieldReader, currency: string, settings: XGatewaySettings): bigint {
  const value = fields.value("amount")
  if (value === undefined) {
    return 0n
  }
  const isText = typeof value === "string" && settings.amountAsText
  if (!isText && typeof value !== "number") {
    fields.refuse("amount", "must be a number")
    return 0n
  }
  const decimals = decimalsOf(currency)
  const amount = readAmount(String(value), decimals)
  if (amount === undefined) {
    fields.refuse("amount", `must be a positive number with at most ${decimals} decimal places`)
  }
  return amount ?? 0n
}

function checkLimits(amount: bigint, { invoiceMinimum, invoiceMaximum }: XGatewaySettings): void {
  if (invoiceMinimum !== null && amount < decimal(invoiceMinimum)) {
    throw badRequest(`amount ${plain(amount)} is below the minimum of ${invoiceMinimum}`)
  }
  if (invoiceMaximum !== null && amount > decimal(invoiceMaximum)) {
    throw badRequest(`amount ${plain(amount)} is above the maximum of ${invoiceMaximum}`)
  }
}
