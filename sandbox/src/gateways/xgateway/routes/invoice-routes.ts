import type { Route } from "../../../core/exchange-types"
import { databaseViolation } from "../errors"
import { readInvoice } from "../invoice-reader"
import { parseJsonBody } from "../json-body"
import { presentInvoice } from "../presenters"
import { API_PATH, type XGatewayService } from "../service"
import { findRecord } from "./find-record"
import { success } from "./success"

export function invoiceRoutes(service: XGatewayService): Route[] {
  const { account, store, invoices } = service
  return [
    {
      method: "POST",
      path: `${API_PATH}/invoices`,
      handle: (request) => {
        const wanted = readInvoice(parseJsonBody(request), account)
        const { duplicateOrderId, checkoutUrlForm } = account.settings
        const isRepeated =
          wanted.orderId !== null &&
          [...store.invoices.values()].some(({ orderId }) => orderId === wanted.orderId)
        if (isRepeated && duplicateOrderId === "refused") {
          throw databaseViolation(`orderId ${wanted.orderId} exists already`)
        }
        return success(service.checkoutUrl(invoices.create(wanted), checkoutUrlForm), 201)
      },
    },
    {
      method: "GET",
      path: `${API_PATH}/invoices/:invoice_id`,
      handle: ({ params }) => {
        const invoice = findRecord(store, store.invoices, "invoice", params.invoice_id ?? "")
        return success(presentInvoice(store, invoice, service.checkoutUrl(invoice, "short")))
      },
    },
  ]
}
