import type { Route, SandboxRequest } from "../../../core/exchange-types"
import { decimal, multiply, readAmount, SCALE } from "../amounts"
import type { Invoice } from "../entities"
import { FieldReader, isUuid, oneOf } from "../field-reader"
import { presentRate } from "../presenters"
import { API_PATH, type XGatewayService } from "../service"
import { findRecord } from "./find-record"
import { success } from "./success"

/** `GET /exchange/rate`: with an invoice that is active, at the rate that it keeps. */
export function rateRoutes(service: XGatewayService): Route[] {
  return [
    {
      method: "GET",
      path: `${API_PATH}/exchange/rate`,
      handle: (request) => success(answer(service, request)),
    },
  ]
}

function answer(service: XGatewayService, { query }: SandboxRequest): string {
  const { account, store } = service
  const { rates, settings } = account
  const fields = new FieldReader(Object.fromEntries(query))
  const currency = oneOf(Object.keys(rates.table()))
  const source = fields.text("source", currency)
  const target = fields.text("target", currency)
  const amount = fields.text("amount", (text) =>
    readAmount(text, SCALE) === undefined ? "must be a positive decimal" : undefined
  )
  fields.text("direction", oneOf(["toTarget"]))
  const invoiceId = fields.optionalText("invoiceId", (text) =>
    isUuid(text) ? undefined : "must be a UUID"
  )
  fields.finish(settings.unknownFields)
  const invoice =
    invoiceId === null ? undefined : findRecord(store, store.invoices, "invoice", invoiceId)
  const rate = keptRate(invoice, source, target) ?? rates.rate(source, target)
  return presentRate(settings.rateReply === "rate" ? rate : multiply(decimal(amount), rate))
}

function keptRate(invoice: Invoice | undefined, source: string, target: string) {
  const isKept =
    invoice?.strategy === "fixed" &&
    invoice.baseCurrency === source &&
    invoice.activation?.currency === target
  return isKept ? invoice.activation?.rate : undefined
}
