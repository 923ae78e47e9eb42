import { formatAmount } from "./gateway-payments.js"
import { useWords } from "./language/use-language.js"

/** Writes a price as Medusa's Store API gives it, in the shop's language. */
export function usePrice(): (price: number | null | undefined, currency: string) => string {
  const { code } = useWords()
  return (price, currency) => formatAmount(rounded(price ?? 0, currency), currency, code)
}

/** Taxes that are taken out of a price have endless decimals; payable sums have none to round. */
function rounded(price: number, currency: string): string {
  const { minimumFractionDigits: digits } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions()
  return new Intl.NumberFormat("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  }).format(price)
}
