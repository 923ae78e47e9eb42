/** A heading, and what it means for the payer. */
export interface StateText {
  readonly title: string
  readonly text: string
}

/**
 * What the component can show. Most are the kinds of `whatNext`; some kinds read differently
 * for different reasons.
 */
export type PaymentView =
  | "loading"
  /** The session's id is not known, or the shop refuses. */
  | "unavailable"
  | "redirect"
  /** Back from the gateway's page, and the gateway says nothing of money yet. */
  | "returned"
  | "transfer"
  | "collect"
  | "wait"
  /** The money is there, the order is being placed. */
  | "paid"
  /** The next step is of a later version of the plugin. */
  | "unknown"
  | "done"
  | "short"
  /** Some money came, and the payer cannot add the rest. */
  | "stuck"
  | "over"
  | "late"
  | "duplicate"
  | "mismatched"
  | "orphaned"
  | "expired"
  | "failed"
  | "canceled"

/**
 * All words of the component. `{names}` in braces are replaced by amounts, names and times,
 * written as the language writes them.
 */
export interface PaymentTexts {
  /** `short` and `stuck` know `{received}`, `{due}` and `{amount}`; `over` knows `{excess}`. */
  readonly views: Readonly<Record<PaymentView, StateText>>
  readonly amounts: { readonly total: string; readonly received: string; readonly due: string }
  readonly time: {
    /** Before a clock. */
    readonly left: string
    /** Said now and then: `{time}`. */
    readonly leftSpoken: string
    /** For long times: `{moment}`. */
    readonly until: string
    readonly over: string
  }
  readonly redirect: { readonly open: string; readonly page: string }
  readonly transfer: {
    readonly asset: string
    readonly network: string
    readonly amount: string
    readonly address: string
    readonly memo: string
    readonly memoWarning: string
    /** `{asset}` and `{network}`. */
    readonly warning: string
    /** `{asset}` and `{network}`. */
    readonly qr: string
    readonly wallet: string
    /** `{what}` is the field's name. */
    readonly copy: string
    readonly copied: string
    readonly copyFailed: string
    readonly copyShort: string
    readonly copiedShort: string
  }
  readonly collect: {
    readonly send: string
    readonly sending: string
    readonly choose: string
    readonly required: string
    readonly invalid: string
    /** When the shop could not take the answers. */
    readonly failed: string
    /** Beside what the shop knows already but the payment service would refuse. */
    readonly check: string
    readonly optional: string
    /** By a field's name; `{label}` is what the shop calls it. Without an entry, that is shown. */
    readonly fields: Readonly<Record<string, string>>
  }
  readonly actions: {
    readonly order: string
    readonly tryAgain: string
    readonly chooseAnother: string
    readonly contact: string
  }
  /** Before the session's id, for the shop's staff. */
  readonly reference: string
  /** When the shop cannot be reached; asking goes on. */
  readonly offline: string
}

/** Some of the words; the others stay. */
export type PaymentTextsChange = Change<PaymentTexts>

type Change<Words> = { readonly [Name in keyof Words]?: Words[Name] | Change<Words[Name]> }

/** A language of the component. */
export interface PaymentLocale {
  /** BCP 47; numbers, amounts and times are written as it says. */
  readonly language: string
  readonly direction: "ltr" | "rtl"
  readonly texts: PaymentTexts
}
