import { mapObjects, replaceMembers } from "../../core/distortions"
import type { GatewayDistortions } from "../../core/gateway"
import type { JsonObject, JsonValue } from "../../core/json"
import { isJsonObject } from "../../core/json"
import { parseDecimal } from "../../core/money"
import { decimal, multiply, plain, roundCoins, SCALE } from "./amounts"
import { COINS } from "./currencies"
import { errorBody } from "./errors"
import type { Rates } from "./rates"

const CENT = decimal("0.01")

/** Amounts with the member that names their currency, or with the currency itself. */
const AMOUNTS: Readonly<Record<string, string>> = {
  amount: "currency",
  balance: "currency",
  withdrawableBalance: "currency",
  transactionAmount: "transactionCurrency",
  transactionAmountBaseCurrency: "invoiceBaseCurrency",
  invoiceBaseAmount: "invoiceBaseCurrency",
  referenceAmount: "referenceCurrency",
  usd: "",
  eur: "",
}

const CURRENCIES: readonly string[] = [
  "currency",
  "baseCurrency",
  "paymentCurrency",
  "transactionCurrency",
  "invoiceBaseCurrency",
  "referenceCurrency",
]

/** Wrong answers in XGateway's own terms. A smallest unit is a cent, for coins a cent's worth. */
export function xGatewayDistortions(rates: () => Rates): GatewayDistortions {
  return {
    wrongAmount: (body, by) =>
      withWrongRate(
        mapObjects(body, (object) => wrongAmounts(rates(), object, by)),
        by
      ),
    wrongCurrency: (body, currency) =>
      mapObjects(body, (object) => wrongCurrencies(object, currency)),
    unknownEnum: (body, value) => replaceMembers(body, { status: value }),
    errorBody: (status) => errorBody(status),
  }
}

function wrongAmounts(rates: Rates, object: JsonObject, by: bigint): JsonObject {
  const changed = { ...object }
  for (const [name, currencyMember] of Object.entries(AMOUNTS)) {
    const text = object[name]
    const amount = typeof text === "string" ? parseDecimal(text, SCALE) : undefined
    if (amount !== undefined) {
      const code = object[currencyMember]
      const shift = shiftOf(rates, typeof code === "string" ? code : "", by < 0n ? -by : by)
      changed[name] = plain(by < 0n ? amount - shift : amount + shift)
    }
  }
  return changed
}

/** So many cents, or as many coins as these are worth. */
function shiftOf(rates: Rates, code: string, cents: bigint): bigint {
  const coin = COINS[code]
  return coin
    ? roundCoins(multiply(CENT, rates.rate("USD", code)) * cents, coin.decimals)
    : CENT * cents
}

/** The rate is the whole of its answer: it moves by hundredths of a percent. */
function withWrongRate(body: JsonValue, by: bigint): JsonValue {
  const data = isJsonObject(body) ? body.data : undefined
  const rate = typeof data === "string" ? parseDecimal(data, SCALE) : undefined
  return isJsonObject(body) && rate !== undefined
    ? { ...body, data: plain(rate + (rate * by) / 10_000n) }
    : body
}

function wrongCurrencies(object: JsonObject, currency: string | undefined): JsonObject {
  const changed = { ...object }
  for (const name of CURRENCIES) {
    const code = object[name]
    if (typeof code === "string") {
      const other =
        code in COINS ? (code === "BTC" ? "ETH" : "BTC") : code === "USD" ? "EUR" : "USD"
      changed[name] = currency ?? other
    }
  }
  return changed
}
