import type { PaymentTexts, PaymentTextsChange } from "./payment-locale.js"

/** The texts with some of them replaced. */
export function changeTexts(
  texts: PaymentTexts,
  change: PaymentTextsChange | undefined
): PaymentTexts {
  return change ? merged(texts, change) : texts
}

function merged<Words extends object>(words: Words, change: object): Words {
  const known = words as Readonly<Record<string, unknown>>
  const entries = Object.entries(change as Record<string, unknown>)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, unknown] => {
      const before = known[name]
      return [name, isWords(before) && isWords(value) ? merged(before, value) : value]
    })
  return { ...words, ...Object.fromEntries(entries) }
}

function isWords(value: unknown): value is object {
  return typeof value === "object" && value !== null
}
