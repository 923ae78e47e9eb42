"use client"

import { type ReactNode, useCallback, useId, useMemo, useState } from "react"
import { isPositiveDecimal } from "../amounts/decimal.js"
import type { WhatNext } from "../client/what-next.js"
import { changeTexts } from "../texts/change-texts.js"
import { en } from "../locales/en.js"
import type { PaymentLocale, PaymentTextsChange } from "../texts/payment-locale.js"
import type { SessionState } from "../session-data.js"
import { needsReference, PaymentActions, type PaymentWays } from "./payment-actions.js"
import { PaymentStep } from "./payment-step.js"
import { type PaymentClassNames, type PaymentUi, paymentUi } from "./payment-ui.js"
import { viewOf } from "./payment-view.js"
import { useAnnouncedState } from "./use-announced-state.js"
import {
  type GatewayPaymentOptions,
  type GatewayPaymentState,
  useGatewayPayment,
} from "./use-gateway-payment.js"

/** A part of the component that a shop draws itself, by the kind of what comes next. */
export type PaymentSlots = {
  readonly [Kind in WhatNext["kind"]]?: (facts: {
    readonly next: Extract<WhatNext, { kind: Kind }>
    readonly payment: GatewayPaymentState
  }) => ReactNode
}

/** How a payment is shown. */
export interface GatewayPaymentProps extends GatewayPaymentOptions, PaymentWays {
  /** From `medusa-payment-gateways-react/locales/…`; English if left out. */
  readonly locale?: PaymentLocale
  /** Other words, each for itself. */
  readonly texts?: PaymentTextsChange
  readonly className?: string
  readonly classNames?: PaymentClassNames
  /** In place of what the component shows between the heading and the last buttons. */
  readonly slots?: PaymentSlots
  /** `auto` follows the system. Where Medusa UI's colors are set, those are taken. */
  readonly theme?: "light" | "dark" | "auto"
  /** Of the heading; 2 if left out. */
  readonly headingLevel?: 1 | 2 | 3 | 4 | 5 | 6
  /**
   * Gateways whose page is shown within the shop's, by name, e.g. `["directa24"]`. Many pages
   * refuse that, and banks' pages break in it: see the gateway's documentation.
   */
  readonly framed?: readonly string[]
  /**
   * The payer comes from the gateway's page: the plugin's `status` is in the page's address. A
   * payment that is still open is waited for then, and its page offered as a second way.
   */
  readonly hasReturned?: boolean
}

/**
 * One component for all gateways: shows the payer what to do, and what became of it. All comes
 * from the session's id, so it survives a reload, a closed tab and a change of device.
 */
export function GatewayPayment(props: GatewayPaymentProps) {
  const {
    className,
    classNames = NONE,
    hasReturned = false,
    headingLevel = 2,
    locale = en,
    theme,
  } = props
  const payment = useGatewayPayment(props)
  const { isUnavailable, problem } = payment
  // What the shop does not show any more is not shown here either.
  const next = isUnavailable ? null : payment.next
  const status = isUnavailable ? null : payment.status
  const view = viewOf({ next, isUnavailable, hasReturned })
  const texts = useMemo(() => changeTexts(locale.texts, props.texts), [locale.texts, props.texts])
  const [spoken, setSpoken] = useState("")
  const announce = useCallback(
    // What is said twice has to differ, or it is not said.
    (text: string) => setSpoken((before) => (before === text ? `${text}\u00a0` : text)),
    []
  )
  const ui = useMemo(
    () => paymentUi(locale, texts, classNames, announce),
    [locale, texts, classNames, announce]
  )
  const titleId = useId()
  const Heading = `h${headingLevel}` as const
  const { title, text } = texts.views[view]
  const description = ui.fill(text, valuesOf(ui, status, next))
  const focus = useAnnouncedState(`${view} ${props.sessionId}`, () =>
    announce(`${title}. ${description}`)
  )
  return (
    <section
      onFocus={focus.remember}
      onBlur={focus.forget}
      className={["gateway-payment", className].filter(Boolean).join(" ")}
      aria-labelledby={titleId}
      aria-busy={view === "loading"}
      lang={locale.language}
      dir={locale.direction}
      data-status={next?.kind ?? view}
      data-view={view}
      data-gateway={status?.gateway}
      data-theme={theme}
    >
      <Heading id={titleId} ref={focus.heading} tabIndex={-1} className={ui.className("title")}>
        {title}
      </Heading>
      <p className={ui.className("text")}>{description}</p>
      <div role="status">
        {problem && !isUnavailable && <p className={ui.className("notice")}>{texts.offline}</p>}
      </div>
      {status && <Amounts ui={ui} status={status} />}
      {next &&
        (drawn(props.slots, next, payment) ?? (
          <PaymentStep ui={ui} view={view} next={next} payment={payment} framed={props.framed} />
        ))}
      {status && needsReference(view) && (
        <p className={ui.className("reference")}>
          {texts.reference}: <bdi>{status.reference ?? status.session_id}</bdi>
        </p>
      )}
      <PaymentActions ui={ui} view={view} next={next} ways={props} />
      <div role="status" className="gateway-payment-spoken">
        {spoken}
      </div>
    </section>
  )
}

const NONE: PaymentClassNames = {}

function Amounts({ ui, status }: { readonly ui: PaymentUi; readonly status: SessionState }) {
  const { amounts } = ui.texts
  const { amount, currency_code: currency, received, due } = status
  const rows = [
    [amounts.total, amount] as const,
    ...(isPositiveDecimal(received) ? [[amounts.received, received] as const] : []),
    ...(isPositiveDecimal(received) && isPositiveDecimal(due) ? [[amounts.due, due] as const] : []),
  ]
  return (
    <dl className={ui.className("amounts")}>
      {rows.map(([name, decimal]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{ui.amount(decimal, currency)}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The amounts that a state's text can name. */
function valuesOf(
  ui: PaymentUi,
  status: SessionState | null,
  next: WhatNext | null
): Record<string, string> {
  if (!status) {
    return {}
  }
  const { amount, received, due, currency_code: currency } = status
  const decimals = { amount, received, due, ...(next?.kind === "over" && { excess: next.excess }) }
  return Object.fromEntries(
    Object.entries(decimals).map(([name, decimal]) => [name, ui.amount(decimal, currency)])
  )
}

function drawn(
  slots: PaymentSlots | undefined,
  next: WhatNext,
  payment: GatewayPaymentState
): ReactNode {
  // The one that fits: each is listed under the kind that it takes.
  const draw = slots?.[next.kind] as
    ((facts: { next: WhatNext; payment: GatewayPaymentState }) => ReactNode) | undefined
  return draw?.({ next, payment })
}
