import type { WhatNext } from "../client/what-next.js"
import type { PaymentView } from "../texts/payment-locale.js"
import type { PaymentUi } from "./payment-ui.js"

/** Where the payer can go from here; what is left out is not offered. */
export interface PaymentWays {
  /** Leads to the placed order. */
  readonly onComplete?: (orderId: string) => void
  /** Starts the same payment once more. */
  readonly onTryAgain?: () => void
  /** Leads back to the shop's payment methods. */
  readonly onChooseAnother?: () => void
  /** Where the shop is asked, e.g. a page or a `mailto:` address. */
  readonly supportUrl?: string
}

const WITH_RETRY: ReadonlySet<PaymentView> = new Set(["failed", "canceled", "expired"])
const WITH_OTHERS: ReadonlySet<PaymentView> = new Set([
  "unavailable",
  "redirect",
  "returned",
  "transfer",
  "collect",
  "unknown",
  "failed",
  "canceled",
  "expired",
])
const WITH_SUPPORT: ReadonlySet<PaymentView> = new Set([
  "stuck",
  "late",
  "duplicate",
  "mismatched",
  "orphaned",
])

/** The next step of a state that has nothing else to do; the first one is the one to take. */
export function PaymentActions({
  ui,
  view,
  next,
  ways: { onComplete, onTryAgain, onChooseAnother, supportUrl },
}: {
  readonly ui: PaymentUi
  readonly view: PaymentView
  readonly next: WhatNext | null
  readonly ways: PaymentWays
}) {
  const { actions } = ui.texts
  const orderId = next && "orderId" in next ? next.orderId : null
  const steps = [
    orderId !== null && onComplete && { text: actions.order, take: () => onComplete(orderId) },
    WITH_RETRY.has(view) && onTryAgain && { text: actions.tryAgain, take: onTryAgain },
    WITH_SUPPORT.has(view) && supportUrl && { text: actions.contact, url: supportUrl },
    WITH_OTHERS.has(view) &&
      onChooseAnother && { text: actions.chooseAnother, take: onChooseAnother },
  ].filter((step) => typeof step === "object")
  const isAlone = !OPEN.has(view)
  return steps.length === 0 ? null : (
    <div className={ui.className("actions")}>
      {steps.map((step, index) => {
        const className = ui.className(isAlone && index === 0 ? "button" : "secondary")
        return "url" in step ? (
          <a key={step.text} href={step.url} className={className}>
            {step.text}
          </a>
        ) : (
          <button key={step.text} type="button" className={className} onClick={() => step.take()}>
            {step.text}
          </button>
        )
      })}
    </div>
  )
}

/** These have a button of their own for what to do first. */
const OPEN: ReadonlySet<PaymentView> = new Set(["redirect", "returned", "transfer", "collect"])

/** What the shop's staff has to be told to find the payment. */
export function needsReference(view: PaymentView): boolean {
  return WITH_SUPPORT.has(view)
}
