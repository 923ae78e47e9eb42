import type { Route, SandboxRequest } from "../../../core/exchange-types"
import { divide, multiply, positiveAmount, readAmount } from "../amounts"
import { decimalsOf } from "../currencies"
import type { Transaction } from "../entities"
import { badRequest, notFound } from "../errors"
import { FieldReader, isUuid, oneOf } from "../field-reader"
import { depositsFor, whyClosed } from "../invoice-state"
import { parseJsonBody } from "../json-body"
import { presentTransaction } from "../presenters"
import { API_PATH, type XGatewayService } from "../service"
import { findRecord } from "./find-record"
import { success } from "./success"

export function transactionRoutes(service: XGatewayService): Route[] {
  const { store } = service
  return [
    {
      method: "POST",
      path: `${API_PATH}/transaction/simulate`,
      handle: (request) => success(presentTransaction(store, simulate(service, request))),
    },
    {
      method: "GET",
      path: `${API_PATH}/transaction/:transaction_id`,
      handle: ({ params }) => {
        const id = params.transaction_id ?? ""
        const transaction = findRecord(store, store.transactions, "transaction", id)
        return success(presentTransaction(store, transaction))
      },
    },
  ]
}

/** Of an active invoice a deposit; of one that is over, the last callback once more. */
function simulate(service: XGatewayService, request: SandboxRequest): Transaction {
  const { store, deposits, callbacks, account } = service
  if (!account.settings.demo) {
    throw notFound("Not found")
  }
  const fields = new FieldReader(parseJsonBody(request))
  const invoiceId = fields.text("invoiceId", (text) =>
    isUuid(text) ? undefined : "must be a UUID"
  )
  const status = fields.text("status", oneOf(["confirmed", "failed"]))
  const decimals = decimalsOf(store.invoices.get(invoiceId)?.baseCurrency ?? "")
  const amount = fields.text("amount", (text) =>
    readAmount(text, decimals) === undefined
      ? `must be a positive decimal with at most ${decimals} decimal places`
      : undefined
  )
  fields.finish()
  const invoice = findRecord(store, store.invoices, "invoice", invoiceId)
  const { activation } = invoice
  const closed = whyClosed(store, invoice)
  if (closed) {
    const last = depositsFor(store, invoice).at(-1)
    if (!last) {
      throw badRequest(`invoice ${invoiceId} is ${closed} and has no transaction`)
    }
    callbacks.announce(last)
    return last
  }
  if (!activation) {
    throw badRequest(`invoice ${invoiceId} is not active: no currency was chosen yet`)
  }
  const value = positiveAmount(amount, decimals)
  const coins =
    value === invoice.amount
      ? activation.coins
      : multiply(value, divide(activation.coins, invoice.amount))
  const wallet = store.walletOf(invoice.customerId, activation.currency)
  const coin = activation.currency
  const deposit = deposits.receive({ wallet, coin, coins, value, status, invoice })
  if (!deposit) {
    throw badRequest("amount is below the minimum deposit")
  }
  return deposit
}
