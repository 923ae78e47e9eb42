import { formatAmount } from "../amounts/format-amount.js"
import type { PaymentLocale, PaymentTexts } from "../texts/payment-locale.js"

/** The parts that can be given classes of their own. */
export type PaymentPart =
  | "title"
  | "text"
  | "amounts"
  | "clock"
  | "actions"
  | "button"
  | "secondary"
  | "fields"
  | "label"
  | "input"
  | "error"
  | "notice"
  | "warning"
  | "qr"
  | "value"
  | "copy"
  | "frame"
  | "reference"

/** Classes by part, beside the component's own. */
export type PaymentClassNames = Readonly<Partial<Record<PaymentPart, string>>>

/** What all parts of the component share. */
export interface PaymentUi {
  readonly language: string
  readonly texts: PaymentTexts
  /** Puts names, amounts and times into a text. */
  readonly fill: (text: string, values: Readonly<Record<string, string>>) => string
  /** A decimal string in major units, for people. */
  readonly amount: (decimal: string, unit: string) => string
  /** Says something to screen readers when they are free. */
  readonly announce: (text: string) => void
  readonly className: (part: PaymentPart) => string
}

/** Marks where a text of the other direction begins and ends, so that it is not torn apart. */
const ISOLATE = "\u2068"
const END_OF_ISOLATE = "\u2069"

/** The shared tools for a language. */
export function paymentUi(
  { language, direction }: Omit<PaymentLocale, "texts">,
  texts: PaymentTexts,
  classNames: PaymentClassNames,
  announce: (text: string) => void
): PaymentUi {
  const isolated = (value: string) =>
    direction === "rtl" ? `${ISOLATE}${value}${END_OF_ISOLATE}` : value
  return {
    language,
    texts,
    fill: (text, values) =>
      text.replace(/\{(\w+)\}/g, (whole, name: string) =>
        Object.hasOwn(values, name) ? isolated(values[name] ?? "") : whole
      ),
    amount: (decimal, unit) => formatAmount(decimal, unit, language),
    announce,
    className: (part) => [`gateway-payment-${part}`, classNames[part]].filter(Boolean).join(" "),
  }
}
