import { ReplyError } from "../../core/exchange-types"
import { isRecord } from "../../core/json"
import { parseAmount } from "./countries"
import type { Directa24ActResult, Directa24Controls, Directa24PayOptions } from "./controls-types"
import type { Deposit } from "./entities"
import { checkFee, checkRates } from "./options"
import { returnForm } from "./return-form"
import type { Directa24Service } from "./service"
import { viewPayment, viewRefund } from "./views"

/** The typed controls of the simulated Directa24. */
export function createControls(service: Directa24Service): Directa24Controls {
  const { account, store, deposits, refunds, confirmations, context } = service
  const acting = (reference: string, act: (deposit: Deposit) => void): Directa24ActResult => {
    const deposit = store.find(reference)
    const before = context.webhooks.size
    act(deposit)
    return {
      payment: viewPayment(service, deposit),
      returnForm: returnForm(store, deposit),
      deliveries: context.webhooks.since(before),
    }
  }
  const mustBeOpen = (deposit: Deposit, hint: string) => {
    const closed = deposits.whyClosed(deposit)
    if (closed) {
      throw new Error(`invoice ${deposit.invoice} is ${closed}${hint}`)
    }
  }
  const mustBeUnpaid = (deposit: Deposit) => {
    if (deposit.result === "9") {
      throw new Error(`invoice ${deposit.invoice} is completed`)
    }
  }

  return {
    get baseUrl() {
      return context.baseUrl()
    },
    get apiKey() {
      return account.apiKey
    },
    get apiPassphrase() {
      return account.apiPassphrase
    },
    get apiSignature() {
      return account.endpoint.secret
    },
    get statusApiKey() {
      return account.statusApiKey
    },
    get statusApiPassphrase() {
      return account.statusApiPassphrase
    },
    get readOnlyKey() {
      return account.readOnlyKey
    },

    payments: () => [...store.deposits.values()].map((deposit) => viewPayment(service, deposit)),
    payment: (reference) => viewPayment(service, store.find(reference)),
    refunds: (reference) =>
      (reference === undefined
        ? [...store.refunds.values()]
        : store.refundsOf(store.find(reference))
      ).map(viewRefund),

    pay: (reference, options = {}) =>
      acting(reference, (deposit) => {
        if (!options.evenIfClosed) {
          mustBeOpen(deposit, "; pass evenIfClosed to pay it nevertheless")
        }
        const amount = amountOf(deposit, options)
        if (options.unmatched) {
          deposits.receiveUnmatched(deposit, amount)
        } else {
          deposits.complete(deposit, amount)
        }
      }),
    approve: (reference) =>
      acting(reference, (deposit) => {
        mustBeUnpaid(deposit)
        deposits.approve(deposit)
      }),
    takeSlip: (reference) =>
      acting(reference, (deposit) => {
        mustBeOpen(deposit, "")
        deposits.takeSlip(deposit)
      }),
    fail: (reference) =>
      acting(reference, (deposit) => {
        mustBeOpen(deposit, "")
        deposits.decline(deposit)
      }),
    cancel: (reference) =>
      acting(reference, (deposit) => {
        mustBeOpen(deposit, "")
        deposits.cancel(deposit)
      }),
    expire: (reference) =>
      acting(reference, (deposit) => {
        mustBeUnpaid(deposit)
        deposits.expire(deposit)
      }),
    setStatus: (reference, status, options = {}) =>
      acting(reference, (deposit) => {
        deposits.setStatus(deposit, status)
        if (options.event) {
          confirmations.send(deposit)
        }
      }),

    refund: (reference, amount) => {
      const deposit = store.find(reference)
      return viewRefund(
        inWords(() =>
          refunds.create(deposit, {
            amount: amount === undefined ? undefined : major(amount, deposit.currency),
            madeBy: "panel",
          })
        )
      )
    },
    setRefundStatus: (refundId, status, options = {}) => {
      const refund = store.refunds.get(refundId)
      if (!refund) {
        throw new Error(`no refund ${refundId}`)
      }
      refunds.setStatus(refund, status, options.event ?? true)
      return viewRefund(refund)
    },

    sendEvent: (reference, options = {}) => {
      const { result, amount, currency, fields, rawBody, ...mishandling } = options
      const overrides = { result, amount, currency, fields, rawBody }
      return confirmations.send(store.find(reference), overrides, mishandling)
    },
    setWebhookUrl: (url) => {
      account.endpoint.url = url
    },
    setWebhookSecret: (apiSignature) => {
      account.endpoint.secret = apiSignature
    },
    settings: () => ({ ...account.settings, rates: { ...account.settings.rates } }),
    changeSettings: (changes) => {
      checkRates(changes.rates ?? {})
      checkFee(changes.feePercent)
      Object.assign(account.settings, changes)
      return { ...account.settings }
    },
  }
}

function amountOf(deposit: Deposit, options: Directa24PayOptions): bigint {
  const { amount, shortBy, overBy } = options
  if ([amount, shortBy, overBy].filter((given) => given !== undefined).length > 1) {
    throw new Error("only one of amount, shortBy and overBy can be given")
  }
  const { currency } = deposit
  const paid =
    amount !== undefined
      ? major(amount, currency)
      : shortBy !== undefined
        ? deposit.amount - major(shortBy, currency)
        : deposit.amount + (overBy === undefined ? 0n : major(overBy, currency))
  if (paid <= 0n) {
    throw new Error("the amount must be more than 0")
  }
  return paid
}

function major(text: string, currency: string): bigint {
  const hundredths = parseAmount(text, currency)
  if (hundredths === undefined) {
    throw new Error(`"${text}" is no amount in ${currency}`)
  }
  return hundredths
}

/** Says what the API would have answered. */
function inWords<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    const answer = error instanceof ReplyError ? error.reply.json : undefined
    if (isRecord(answer) && typeof answer.description === "string") {
      throw new Error(answer.description)
    }
    throw error
  }
}
