import {
  jsonReply,
  type Reply,
  type Route,
  type SandboxRequest,
} from "../../../core/exchange-types"
import type { JsonObject } from "../../../core/json"
import { COUNTRIES, feeOf, toDollars, toLocal } from "../countries"
import type { Deposit, Refund } from "../entities"
import { invalidV3Param, v3Error } from "../errors"
import { V3_PAYMENT_TYPES } from "../payment-methods"
import { toldAmount, twoDecimals } from "../presenter"
import { readRefund } from "../refund-reader"
import type { Directa24Service } from "../service"
import { checkSignature, header } from "../v3-access"

/** The signed v3 API: deposits and refunds. */
export function v3Routes(service: Directa24Service): Route[] {
  const { account, store } = service
  const signed = (
    method: "GET" | "POST",
    path: string,
    answer: (request: SandboxRequest) => Reply
  ): Route => ({
    method,
    path,
    handle: (request) => {
      checkSignature(account, request)
      return answer(request)
    },
  })
  return [
    signed("GET", "/v3/deposits/:id", (request) => {
      const deposit = store.withDocument(idOf(request))
      if (!deposit) {
        throw v3Error(404, 801, "DEPOSIT_NOT_FOUND", "Deposit not found")
      }
      return jsonReply(depositJson(service, deposit))
    }),
    signed("POST", "/v3/refunds", (request) => createRefund(service, request)),
    signed("GET", "/v3/refunds/:id", (request) => {
      const refund = store.refunds.get(Number(idOf(request)))
      if (!refund) {
        throw v3Error(404, 805, "REFUND_NOT_FOUND", "Refund not found")
      }
      return jsonReply({
        deposit_id: Number(refund.deposit.document),
        merchant_invoice_id: refund.deposit.invoice,
        status: refund.status,
        amount: Number(twoDecimals(refund.amount)),
      })
    }),
  ]
}

/** The same idempotency key gets the same answer; with another body it is refused. */
function createRefund(service: Directa24Service, request: SandboxRequest): Reply {
  const { store, refunds, confirmations } = service
  const key = header(request, "X-Idempotency-Key")
  const body = request.rawBody.toString("utf8")
  const kept = store.answers.get(key)
  if (kept) {
    if (kept.body !== body) {
      throw v3Error(400, 105, "IDEMPOTENCY_KEY_REUSED", "X-Idempotency-Key was used before")
    }
    return jsonReply(kept.answer)
  }
  const read = readRefund(store, request)
  const refund = refunds.create(read.deposit, read.refund)
  const answer = refundJson(refund)
  store.answers.set(key, { body, answer })
  if (refund.status !== "PENDING") {
    confirmations.sendRefund(refund)
  }
  return jsonReply(answer)
}

function refundJson(refund: Refund): JsonObject {
  const { deposit, status } = refund
  const isRefused = status === "REJECTED" || status === "CANCELLED"
  return {
    refund_id: refund.id,
    refund_info: {
      type: deposit.method?.type === "03" ? "CREDIT_CARD" : "BANK_TRANSFER",
      result: status === "COMPLETED" ? "SUCCESS" : status,
      reason: isRefused ? "Refund not possible" : "Refund accepted",
      reason_code: isRefused ? "REFUSED" : "OK",
      payment_method: deposit.method?.code ?? "",
      payment_method_name: deposit.method?.name ?? "",
      amount: Number(twoDecimals(refund.amount)),
      currency: deposit.currency,
      created_at: new Date(refund.createdAt).toISOString().slice(0, 19).replace("T", " "),
    },
  }
}

function depositJson({ store, account }: Directa24Service, deposit: Deposit): JsonObject {
  const local = COUNTRIES[deposit.country]?.currency ?? deposit.currency
  const rate = store.rateIn(deposit.country)
  const isPaid = deposit.result === "9" && account.settings.paidAmountShown === "paid"
  const amount = isPaid ? deposit.paid : deposit.amount
  const isLocal = deposit.currency === local
  const dollars = deposit.currency === "USD" ? amount : toDollars(amount, rate)
  const [firstName = "", ...lastNames] = deposit.name.split(/\s+/)
  return {
    user_id: deposit.userId,
    deposit_id: Number(deposit.document),
    invoice_id: deposit.invoice,
    country: deposit.country,
    currency: toldAmount(store, deposit).currency,
    usd_amount: Number(twoDecimals(dollars)),
    local_amount: Number(twoDecimals(isLocal ? amount : toLocal(amount, rate, local))),
    bonus_amount: 0,
    bonus_relative: false,
    payment_method: deposit.method?.code ?? null,
    payment_type: deposit.method ? V3_PAYMENT_TYPES[deposit.method.type] : null,
    status: deposit.status,
    payer: {
      document: deposit.payerDocument,
      email: deposit.email,
      first_name: firstName,
      last_name: lastNames.join(" "),
      phone: deposit.phone,
    },
    card_detail: deposit.cardNumber === null ? null : { card_number: deposit.cardNumber },
    fee_amount: Number(twoDecimals(feeOf(dollars, account.settings.feePercent))),
    fee_currency: "USD",
    crypto: null,
  }
}

function idOf(request: SandboxRequest): string {
  const id = request.params.id ?? ""
  if (!/^\d{1,15}$/.test(id)) {
    throw invalidV3Param("id")
  }
  return id
}
