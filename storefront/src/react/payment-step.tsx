import type { WhatNext } from "../client/what-next.js"
import type { NextAction } from "../next-action.js"
import { CollectView } from "./collect-view.js"
import type { PaymentView } from "../texts/payment-locale.js"
import { Countdown } from "./countdown.js"
import type { PaymentUi } from "./payment-ui.js"
import { RedirectView } from "./redirect-view.js"
import { TransferView } from "./transfer-view.js"
import type { GatewayPaymentState } from "./use-gateway-payment.js"

/** What the payer has to do now, with the time that is left for it; nothing where nothing is. */
export function PaymentStep({
  ui,
  view,
  next,
  payment,
  framed = [],
}: {
  readonly ui: PaymentUi
  readonly view: PaymentView
  readonly next: WhatNext
  readonly payment: GatewayPaymentState
  readonly framed?: readonly string[]
}) {
  const action = actionOf(next)
  const { status } = payment
  if (!action || !status) {
    return null
  }
  return (
    <>
      {status.expires_at !== null && action.type !== "collect" && (
        <Countdown
          key={status.expires_at}
          ui={ui}
          expiresAt={status.expires_at}
          serverTime={status.server_time}
          clockOffsetMs={payment.clockOffsetMs}
          onOver={() => void payment.refresh()}
        />
      )}
      <Action
        ui={ui}
        view={view}
        action={action}
        payment={payment}
        isFramed={framed.includes(status.gateway)}
      />
    </>
  )
}

function Action({
  ui,
  view,
  action,
  payment,
  isFramed,
}: {
  readonly ui: PaymentUi
  readonly view: PaymentView
  readonly action: NextAction
  readonly payment: GatewayPaymentState
  readonly isFramed: boolean
}) {
  switch (action.type) {
    case "redirect": {
      const { url, method, fields = {} } = action
      return (
        <RedirectView
          ui={ui}
          url={url}
          method={method}
          fields={fields}
          // Whoever is back sees what became of it, and not the same page once more: least of all in a frame.
          isFramed={isFramed && view !== "returned"}
          isSecond={view === "returned"}
        />
      )
    }
    case "transfer":
      return <TransferView ui={ui} destinations={action.destinations} />
    case "collect":
      return <CollectView ui={ui} fields={action.fields} onAnswer={payment.answer} />
  }
}

function actionOf(next: WhatNext): NextAction | null {
  switch (next.kind) {
    case "redirect":
      return { type: "redirect", url: next.url, method: next.method, fields: next.fields }
    case "transfer":
      return { type: "transfer", destinations: next.destinations }
    case "collect":
      return { type: "collect", fields: next.fields }
    case "short":
      return next.action
    default:
      return null
  }
}
