import type { Delivery } from "../../core/webhook-types"
import { expectedAuthorization } from "./authentication"
import type { CorefyControls, CorefyPayOptions, CorefyPayResult } from "./controls-types"
import type { Invoice, Refund } from "./entities"
import { fromMajor } from "./money"
import { checkCurrencies, checkSettings } from "./options"
import { returnKindOf, returnUrl } from "./redirects"
import type { CorefyService } from "./service"
import { sessionReferenceOf, viewPayment, viewRefund } from "./views"

/** The typed controls of the simulated Corefy. */
export function createControls(service: CorefyService): CorefyControls {
  const { account, store, checkout, callbacks, refunds, context } = service
  const find = (reference: string) => findInvoice(service, reference)
  const view = (invoice: Invoice) => viewPayment(service, invoice)
  const openOnly = (reference: string, evenIfClosed = false) => {
    const invoice = find(reference)
    const closed = checkout.whyClosed(invoice)
    if (closed !== null && !evenIfClosed) {
      throw new Error(
        `invoice ${invoice.id} is ${closed}; pass evenIfClosed to pay it nevertheless`
      )
    }
    return invoice
  }
  const acting = (invoice: Invoice, act: () => void): CorefyPayResult => {
    const deliveries = recording(service, act)
    const kind = returnKindOf(invoice.status)
    const redirectUrl = returnUrl(invoice, kind, account.settings)
    return { payment: view(invoice), redirectUrl, deliveries }
  }

  return {
    get baseUrl() {
      return context.baseUrl()
    },
    get hppUrl() {
      return service.presentation().pageBase
    },
    get commerceAccountId() {
      return account.commerceAccountId
    },
    get apiKey() {
      return account.apiKey
    },
    get callbackSecret() {
      return account.callbackSecret
    },
    get callbackSecretTest() {
      return account.callbackSecretTest
    },
    get authorization() {
      return expectedAuthorization(account)
    },

    payments: () => [...store.invoices.values()].map(view),
    payment: (reference) => view(find(reference)),
    refunds: (reference) =>
      (reference === undefined
        ? [...store.refunds.values()]
        : store.refundsOf(find(reference).id)
      ).map(viewRefund),

    pay: (reference, options = {}) => {
      const invoice = openOnly(reference, options.evenIfClosed)
      const amountMinor = amountOf(invoice, checkout.openAmount(invoice), options)
      return acting(invoice, () => checkout.pay(invoice, amountMinor))
    },
    open: (reference) => {
      const invoice = openOnly(reference)
      return acting(invoice, () => checkout.open(invoice))
    },
    decline: (reference, resolution = "declined") => {
      const invoice = openOnly(reference)
      return acting(invoice, () => checkout.decline(invoice, resolution))
    },
    fail: (reference, resolution = "declined") => {
      const invoice = openOnly(reference)
      return acting(invoice, () => checkout.fail(invoice, resolution))
    },
    cancel: (reference) => {
      const invoice = openOnly(reference)
      return acting(invoice, () => checkout.end(invoice, "terminated"))
    },
    expire: (reference) => {
      const invoice = openOnly(reference)
      invoice.expiresAt = context.clock.now()
      checkout.end(invoice, "expired")
      return view(invoice)
    },

    setStatus: (reference, status, { event } = {}) => {
      const invoice = find(reference)
      checkout.change(invoice, status)
      if (event) {
        callbacks.send(status, invoice)
      }
      return view(invoice)
    },
    refund: (reference, amount) => {
      const invoice = find(reference)
      const amountMinor =
        amount === undefined ? refunds.refundable(invoice) : major(amount, invoice.currency)
      const refusal = refunds.whyRefused(invoice, amountMinor)
      if (refusal || amountMinor <= 0n) {
        throw new Error(refusal?.detail ?? "the amount must be more than 0")
      }
      refunds.create(invoice, { amountMinor })
      return view(invoice)
    },
    settleRefund: (refundId, status = "processed") => {
      const { refund, invoice } = findRefund(service, refundId)
      if (refund.status === "processed") {
        throw new Error(`refund ${refundId} is processed`)
      }
      refunds.finish(invoice, refund, status)
      return viewRefund(refund)
    },
    chargeBack: (reference, amount) => {
      const invoice = find(reference)
      const left = (invoice.processedMinor ?? 0n) - invoice.chargedBackMinor
      const amountMinor =
        amount === undefined
          ? left - (invoice.refundedMinor ?? 0n)
          : major(amount, invoice.currency)
      if (amountMinor <= 0n || amountMinor > left) {
        throw new Error(`invoice ${invoice.id} does not have this much to charge back`)
      }
      checkout.chargeBack(invoice, amountMinor)
      return view(invoice)
    },

    sendEvent: (event, options = {}) => {
      const { reference, type, id, attributes, data, rawBody, ...mishandling } = options
      const invoice = reference === undefined ? undefined : find(reference)
      return callbacks.send(
        event,
        invoice,
        { type, id, attributes: { status: event, ...attributes }, data, rawBody },
        mishandling
      )
    },
    setWebhookUrl: (url) => {
      account.webhookUrl = url
    },
    setWebhookSecret: (secret, { test = false } = {}) => {
      Object.assign(account, test ? { callbackSecretTest: secret } : { callbackSecret: secret })
    },
    settings: () => ({ ...account.settings }),
    changeSettings: (changes) => {
      const changed = { ...account.settings, ...changes }
      checkSettings(changed)
      account.settings = changed
      return { ...changed }
    },
    setEnabledCurrencies: (currencies) => {
      checkCurrencies(currencies ?? [])
      account.enabledCurrencies = currencies && [...currencies]
    },
  }
}

function recording({ context }: CorefyService, act: () => void): Delivery[] {
  const before = context.webhooks.size
  act()
  return context.webhooks.since(before)
}

function findInvoice({ store }: CorefyService, reference: string): Invoice {
  const found =
    store.invoices.get(reference) ??
    [...store.invoices.values()].findLast(
      (invoice) => invoice.referenceId === reference || sessionReferenceOf(invoice) === reference
    )
  if (!found) {
    throw new Error(`no payment invoice ${reference}`)
  }
  return found
}

function findRefund(service: CorefyService, id: string): { refund: Refund; invoice: Invoice } {
  const refund = service.store.refunds.get(id)
  if (!refund) {
    throw new Error(`no refund ${id}`)
  }
  return { refund, invoice: findInvoice(service, refund.invoiceId) }
}

function amountOf(invoice: Invoice, open: bigint, options: CorefyPayOptions): bigint {
  const { amount, shortBy, overBy } = options
  if ([amount, shortBy, overBy].filter((given) => given !== undefined).length > 1) {
    throw new Error("only one of amount, shortBy and overBy can be given")
  }
  const wanted =
    amount === undefined
      ? open - major(shortBy ?? "0", invoice.currency) + major(overBy ?? "0", invoice.currency)
      : major(amount, invoice.currency)
  if (wanted <= 0n) {
    throw new Error("the amount must be more than 0")
  }
  return wanted
}

function major(text: string, currency: string): bigint {
  const minor = fromMajor(text, currency)
  if (minor === undefined) {
    throw new Error(`"${text}" is no amount in ${currency}`)
  }
  return minor
}
