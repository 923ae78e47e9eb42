import type { StreamPayControls } from "../../../../sandbox/src"
import { PaymentActions } from "@medusajs/framework/utils"
import type { Gateway } from "../../../core/contract"
import { webhookActionOf } from "../../../core/webhook-action"
import { streamPay } from "../gateway"
import { streamPayOptionsSchema } from "../options"
import { GatewayBench } from "./support/gateway-bench"
import { oneAttemptLedger } from "../../../core/__tests__/support/one-attempt-ledger"
import { signedDelivery } from "./support/signing"

/*
 * The events of StreamPay's documentation (Webhooks), and what each has to lead to once the
 * payment was read at StreamPay, written down here on their own.
 */

const { SUCCESSFUL, REQUIRES_MORE, PENDING, FAILED, CANCELED, NOT_SUPPORTED } = PaymentActions

interface Row {
  readonly event: string
  readonly when: string
  /** Brings StreamPay to the state in which it sends the event. */
  readonly happens: (streampay: StreamPayControls, linkId: string) => void
  readonly action: PaymentActions
}

const pay = (streampay: StreamPayControls, linkId: string) => streampay.pay(linkId)
const payPart = (streampay: StreamPayControls, linkId: string) =>
  streampay.payInParts(linkId, { parts: 3 })
const nothing = () => undefined

/** A payment attempt that ended in this status, on a link that can be paid, or not any more. */
const endedIn =
  (status: string, close = false) =>
  (streampay: StreamPayControls, linkId: string) => {
    streampay.pay(linkId, { status })
    if (close) {
      streampay.deactivate(linkId)
    }
  }

const invoiceIn = (status: string) => (streampay: StreamPayControls, linkId: string) => {
  const { invoice, payments } = streampay.pay(linkId, { status: "PENDING" })
  streampay.setPaymentStatus(payments[0].id, status === "REJECTED" ? "FAILED" : status)
  streampay.setInvoiceStatus(invoice.id, status)
  streampay.deactivate(linkId)
}

const openInvoiceIn = (status: string) => (streampay: StreamPayControls, linkId: string) => {
  const { invoice } = streampay.pay(linkId, { status: "PENDING" })
  streampay.setInvoiceStatus(invoice.id, status)
}

const refund = (amount?: string) => (streampay: StreamPayControls, linkId: string) => {
  streampay.refund(streampay.pay(linkId).payments[0].id, amount)
}

const rows: readonly Row[] = [
  { event: "PAYMENT_SUCCEEDED", when: "all is paid", happens: pay, action: SUCCESSFUL },
  { event: "PAYMENT_SUCCEEDED", when: "a part is paid", happens: payPart, action: REQUIRES_MORE },
  { event: "PAYMENT_SUCCEEDED", when: "nothing is paid", happens: nothing, action: PENDING },
  {
    event: "PAYMENT_MARKED_AS_PAID",
    when: "the merchant took cash",
    happens: (streampay, linkId) => streampay.markAsPaid(linkId),
    action: SUCCESSFUL,
  },
  {
    event: "PAYMENT_FAILED",
    when: "the link can be paid",
    happens: endedIn("FAILED"),
    action: PENDING,
  },
  {
    event: "PAYMENT_FAILED",
    when: "the link is closed",
    happens: endedIn("FAILED", true),
    action: FAILED,
  },
  {
    event: "PAYMENT_CANCELED",
    when: "nothing else was paid",
    happens: endedIn("CANCELED"),
    action: CANCELED,
  },
  {
    event: "PAYMENT_CANCELED",
    when: "another payment succeeded",
    happens: (streampay, linkId) => {
      streampay.pay(linkId, { status: "CANCELED" })
      streampay.pay(linkId, { newInvoice: true })
    },
    action: SUCCESSFUL,
  },
  { event: "PAYMENT_REFUNDED", when: "all went back", happens: refund(), action: NOT_SUPPORTED },
  {
    event: "PAYMENT_PARTIALLY_REFUNDED",
    when: "a part went back",
    happens: refund("100.00"),
    action: NOT_SUPPORTED,
  },
  { event: "INVOICE_COMPLETED", when: "all is paid", happens: pay, action: SUCCESSFUL },
  {
    event: "INVOICE_CANCELED",
    when: "it is canceled",
    happens: invoiceIn("CANCELED"),
    action: CANCELED,
  },
  {
    event: "INVOICE_REJECTED",
    when: "it is rejected",
    happens: invoiceIn("REJECTED"),
    action: FAILED,
  },
  ...["CREATED", "SENT", "ACCEPTED"].map((status) => ({
    event: `INVOICE_${status}`,
    when: "it is open",
    happens: openInvoiceIn(status),
    action: PENDING,
  })),
  {
    event: "INVOICE_UPDATED",
    when: "it is open",
    happens: openInvoiceIn("SENT"),
    action: PENDING,
  },
  {
    event: "PAYMENT_LINK_PAY_ATTEMPT_FAILED",
    when: "the link can be paid",
    happens: (streampay, linkId) => streampay.fail(linkId),
    action: PENDING,
  },
  {
    event: "PAYMENT_LINK_PAY_ATTEMPT_FAILED",
    when: "the attempt left a payment and the link is closed",
    happens: (streampay, linkId) => {
      streampay.changeSettings({ declinedAttemptLeavesPayment: true })
      streampay.fail(linkId)
      streampay.deactivate(linkId)
    },
    action: FAILED,
  },
  ...[
    "CREATED",
    "ACTIVATED",
    "INACTIVATED",
    "CANCELED",
    "FROZEN",
    "CYCLE_RENEWAL_FAILED",
    "CANCEL_AT_PERIOD_END",
    "FREEZE_NOW",
    "UNFREEZE_NOW",
    "UNFREEZE_FUTURE",
    "FREEZE_CANCEL",
    "PLAN_CHANGE_SCHEDULED",
    "PLAN_CHANGE_CANCELED",
    "PLAN_CHANGED",
    "PLAN_CHANGE_INVOICE_REISSUED",
    "PLAN_UPDATED",
  ].map((event) => ({
    event: `SUBSCRIPTION_${event}`,
    when: "whatever happened",
    happens: pay,
    action: NOT_SUPPORTED,
  })),
  { event: "PAYMENT_DISPUTED_X", when: "all is paid", happens: pay, action: NOT_SUPPORTED },
]

let bench: GatewayBench
let gateway: Gateway

beforeAll(async () => {
  bench = await GatewayBench.start()
})

afterAll(() => bench.stop())

beforeEach(() => {
  bench.reset()
  gateway = bench.gateway()
})

/** Sends the event about the attempt's link, signed, and gives what comes of it. */
async function deliver(event: string, happens: Row["happens"], data?: Record<string, unknown>) {
  const { streampay } = bench.sandbox
  const attempt = await bench.open(gateway)
  happens(streampay, attempt.reference ?? "")
  bench.sandbox.requests.clear()
  const [{ body }] = streampay.sendEvent(event, {
    linkId: attempt.reference ?? "",
    ...(data && { data: data as never }),
  })
  const { rawBody, headers } = signedDelivery(body, streampay.webhookSecret)
  const ledger = oneAttemptLedger(attempt)
  const result = await webhookActionOf(
    { gateway, options: optionsOf(), definition: streamPay },
    ledger,
    { data: JSON.parse(body), rawData: rawBody, headers: { ...headers } }
  )
  return { result, ledger, hint: gateway.readWebhook({ rawBody, headers, now: new Date() }) }
}

function optionsOf() {
  return streamPayOptionsSchema.parse({ apiKey: "a", apiSecret: "b", webhookSecret: "c" })
}

describe.each(rows)("$event when $when", ({ event, happens, action }) => {
  it(`is ${action} after the payment was read`, async () => {
    const { result, ledger } = await deliver(event, happens)
    expect(result.action).toBe(action)
    if (action !== NOT_SUPPORTED) {
      expect(result.data).toMatchObject({ session_id: ledger.attempt.sessionId })
    }
  })
})

describe("events and what is read for them", () => {
  it.each(rows.filter(({ event }) => !event.startsWith("SUBSCRIPTION_")))(
    "reads the payment for $event when $when",
    async ({ event, happens }) => {
      await deliver(event, happens)
      expect(bench.count("GET /payment_links/*")).toBeGreaterThan(0)
    }
  )

  it("reads nothing for subscriptions", async () => {
    const { hint } = await deliver("SUBSCRIPTION_CREATED", pay)
    expect(hint).toMatchObject({ concerns: "other", isUnknown: false })
    expect(bench.calls()).toEqual([])
  })

  it("knows every documented event, and reports one that is not documented", async () => {
    const known = new Map<string, boolean>()
    for (const { event } of rows) {
      const body = JSON.stringify({ event_type: event })
      const { rawBody, headers } = signedDelivery(body, bench.sandbox.streampay.webhookSecret)
      known.set(event, !gateway.readWebhook({ rawBody, headers, now: new Date() }).isUnknown)
    }
    expect([...known].filter(([, isKnown]) => !isKnown)).toEqual([["PAYMENT_DISPUTED_X", false]])
    expect(known.size).toBe(31)
  })

  it("finds the payment by its link where the metadata is missing", async () => {
    bench.sandbox.streampay.changeSettings({ webhookMetadata: "never" })
    const { result } = await deliver("INVOICE_COMPLETED", pay)
    expect(result.action).toBe(SUCCESSFUL)
  })

  it("does nothing for an event that names neither session nor link", async () => {
    const { result } = await deliver("INVOICE_COMPLETED", pay, {})
    expect(result).toEqual({ action: NOT_SUPPORTED })
    expect(bench.calls()).toEqual([])
  })

  it("counts refunds that it is told of, without taking the capture back", async () => {
    const { ledger } = await deliver("PAYMENT_PARTIALLY_REFUNDED", refund("100.00"))
    expect(ledger.attempt).toMatchObject({ status: "captured" })
    expect(ledger.attempt.refunded.toDecimal()).toBe("100.00")
  })
})
