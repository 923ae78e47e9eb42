import { randomUUID } from "node:crypto"
import { parseDecimal } from "../../core/money"
import type { Delivery } from "../../core/webhook-types"
import { canBeMarkedAsPaid, type CheckoutOutcome } from "./checkout"
import type { DeclineResult, PayOptions, PayResult, StreamPayControls } from "./controls-types"
import { CURRENCY_EXPONENTS, exponentOf } from "./currencies"
import type { PaymentLink } from "./entities"
import { findIn, Finder } from "./finder"
import { DECLINED_MESSAGE, LEFT_MESSAGE } from "./messages"
import { failureRedirect, successRedirect } from "./redirects"
import type { StreamPayService } from "./service"
import { viewInvoice, viewLink, viewPayment } from "./views"
import { isPaid } from "./store"

const MOST_PARTS = 60

/** The typed controls of the simulated StreamPay. */
export function createControls(service: StreamPayService): StreamPayControls {
  const { account, store, checkout, events, refunds, context } = service
  const find = new Finder(store)
  const recording = <T>(act: () => T): { result: T; deliveries: Delivery[] } => {
    const before = context.webhooks.size
    const result = act()
    return { result, deliveries: context.webhooks.since(before) }
  }
  const mayPay = (link: PaymentLink, evenIfClosed = false) => {
    const closed = checkout.whyClosed(link)
    if (closed && !evenIfClosed) {
      throw new Error(`link ${link.id} is ${closed}; pass evenIfClosed to pay it nevertheless`)
    }
  }
  const paying = (act: () => CheckoutOutcome): PayResult => {
    const { result, deliveries } = recording(act)
    return {
      link: viewLink(service, result.link),
      invoice: viewInvoice(service, result.invoice),
      payments: result.payments.map((payment) => viewPayment(result.link.id, payment)),
      redirectUrl: successRedirect(result),
      deliveries,
    }
  }
  const showPayment = (id: string) => {
    const { payment, invoice } = find.payment(id)
    return viewPayment(invoice.paymentLinkId, payment)
  }

  return {
    get baseUrl() {
      return context.baseUrl()
    },
    get apiKey() {
      return account.apiKey
    },
    get apiSecret() {
      return account.apiSecret
    },
    get apiToken() {
      return Buffer.from(`${account.apiKey}:${account.apiSecret}`).toString("base64")
    },
    get webhookSecret() {
      return account.endpoint.secret
    },

    links: () => [...store.links.values()].map((link) => viewLink(service, link)),
    link: (id) => viewLink(service, find.link(id)),
    linkByMetadata: (member, value) => {
      const link = [...store.links.values()].findLast(
        (candidate) => candidate.customMetadata?.[member] === value
      )
      return link && viewLink(service, link)
    },
    invoices: (linkId) =>
      (linkId ? store.invoicesOf(linkId) : [...store.invoices.values()]).map((invoice) =>
        viewInvoice(service, invoice)
      ),
    payments: (linkId) =>
      (linkId ? store.invoicesOf(linkId) : [...store.invoices.values()]).flatMap(
        (invoice) => viewInvoice(service, invoice).payments
      ),

    pay: (linkId, options = {}) => {
      const link = find.link(linkId)
      mayPay(link, options.evenIfClosed)
      const openInvoice = options.newInvoice ? undefined : checkout.openInvoice(link)
      const open = openInvoice ? checkout.openAmount(link) : link.totalMinor
      return paying(() =>
        checkout.pay(link, {
          amountMinor: amountOf(link, open, options),
          method: options.method,
          status: options.status,
          newInvoice: options.newInvoice,
        })
      )
    },
    payInParts: (linkId, options) => {
      const link = find.link(linkId)
      mayPay(link, options.evenIfClosed)
      const payNow = options.payNow ?? 1
      if (!isWhole(options.parts, 2, MOST_PARTS) || !isWhole(payNow, 1, options.parts)) {
        throw new Error(`parts must be 2 to ${MOST_PARTS}, payNow 1 to the number of parts`)
      }
      return paying(() => checkout.payParts(link, { ...options, payNow }))
    },
    payNextPart: (linkId, count = 1) => {
      const link = find.link(linkId)
      if (checkout.waitingParts(link).length < count || !isWhole(count, 1, MOST_PARTS)) {
        throw new Error(`link ${linkId} has ${checkout.waitingParts(link).length} waiting parts`)
      }
      return paying(() => {
        const outcome = checkout.payNext(link, count)
        return outcome ?? checkout.pay(link)
      })
    },
    fail: (linkId, message = DECLINED_MESSAGE): DeclineResult => {
      const link = find.link(linkId)
      mayPay(link)
      const { result, deliveries } = recording(() => checkout.decline(link, message))
      return {
        link: viewLink(service, link),
        redirectUrl: failureRedirect(link, result.transactionId, message),
        deliveries,
      }
    },
    cancel: (linkId) => failureRedirect(find.link(linkId), randomUUID(), LEFT_MESSAGE),

    expire: (linkId) => {
      const link = find.link(linkId)
      link.expiresAt = store.now()
      link.validUntil = store.now() - context.clock.ahead()
      return viewLink(service, link)
    },
    deactivate: (linkId, message) => {
      const link = find.link(linkId)
      Object.assign(link, { status: "INACTIVE", deactivateMessage: message ?? null })
      return viewLink(service, link)
    },
    markAsPaid: (paymentOrLinkId, method) => {
      const link = store.links.get(paymentOrLinkId)
      if (!link) {
        const { payment } = find.payment(paymentOrLinkId)
        if (!canBeMarkedAsPaid(payment)) {
          throw new Error(`payment ${payment.id} is ${payment.currentStatus}`)
        }
        checkout.markAsPaid(payment, method)
        return showPayment(payment.id)
      }
      const invoice = checkout.openInvoice(link) ?? checkout.createInvoice(link)
      const waiting = store.paymentsOf(invoice.id).find(canBeMarkedAsPaid)
      const payment =
        waiting ?? checkout.createPayment(invoice, checkout.openAmount(link), "INITIAL")
      checkout.markAsPaid(payment, method)
      return showPayment(payment.id)
    },
    settle: (paymentId) => {
      const { payment } = find.payment(paymentId)
      if (!isPaid(payment)) {
        throw new Error(`payment ${paymentId} is ${payment.currentStatus}; only paid ones settle`)
      }
      Object.assign(payment, { currentStatus: "SETTLED", settledAt: store.now() })
      return showPayment(paymentId)
    },
    refund: (paymentId, amount) => {
      const { payment } = find.payment(paymentId)
      refunds.refund(payment, {
        reason: "REQUESTED_BY_CUSTOMER",
        note: null,
        amountMinor: amount === undefined ? undefined : major(amount, payment.currency),
        allowRelated: amount === undefined,
      })
      return showPayment(paymentId)
    },
    setPaymentStatus: (paymentId, status, options = {}) => {
      const { payment, invoice, link } = find.payment(paymentId)
      payment.currentStatus = status
      if (options.event) {
        events.emit(options.event, { payment, invoice, link })
      }
      return showPayment(paymentId)
    },
    setInvoiceStatus: (invoiceId, status, options = {}) => {
      const { invoice, link } = find.invoice(invoiceId)
      invoice.status = status
      if (options.event) {
        events.emit(options.event, { invoice, link })
      }
      return viewInvoice(service, invoice)
    },
    setLinkStatus: (linkId, status, options = {}) => {
      const link = find.link(linkId)
      link.status = status
      if (options.event) {
        events.emit(options.event, { link })
      }
      return viewLink(service, link)
    },

    sendEvent: (eventType, options = {}) => {
      const { entityType, entityId, status, metadata, data, rawBody, ...rest } = options
      const { linkId, invoiceId, paymentId, subscriptionId, ...mishandling } = rest
      return events.emit(
        eventType,
        find.subject({ linkId, invoiceId, paymentId, subscriptionId }),
        { entityType, entityId, status, metadata, data, rawBody },
        mishandling
      )
    },
    setWebhookUrl: (url) => {
      account.endpoint.url = url
    },
    setWebhookSecret: (secret) => {
      account.endpoint.secret = secret
    },
    setWebhookEvents: (types) => {
      account.endpoint.events = types
    },
    settings: () => ({ ...account.settings }),
    changeSettings: (changes) => {
      Object.assign(account.settings, changes)
      return { ...account.settings }
    },
    setEnabledCurrencies: (currencies) => {
      currencies.forEach((currency) => findIn(CURRENCY_EXPONENTS, currency, "currency"))
      account.enabledCurrencies = [...currencies]
    },
    setSandboxFlag: (sandbox) => {
      account.sandbox = sandbox
    },
  }
}

function amountOf(link: PaymentLink, open: bigint, options: PayOptions): bigint | undefined {
  const { amount, shortBy, overBy } = options
  if ([amount, shortBy, overBy].filter((given) => given !== undefined).length > 1) {
    throw new Error("only one of amount, shortBy and overBy can be given")
  }
  const wanted =
    amount !== undefined
      ? major(amount, link.currency)
      : shortBy !== undefined
        ? open - major(shortBy, link.currency)
        : overBy !== undefined
          ? open + major(overBy, link.currency)
          : undefined
  if (wanted !== undefined && wanted <= 0n) {
    throw new Error("the amount must be more than 0")
  }
  return wanted
}

function major(text: string, currency: string): bigint {
  const minor = parseDecimal(text, exponentOf(currency))
  if (minor === undefined) {
    throw new Error(`"${text}" is no amount in ${currency}`)
  }
  return minor
}

function isWhole(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max
}
