import {
  jsonReply,
  type Reply,
  type Route,
  type SandboxRequest,
} from "../../../core/exchange-types"
import type { Invoice } from "../entities"
import { readAmount } from "../invoice-form"
import { readAttributes } from "../json-api-body"
import { refundDocument } from "../presenters"
import type { CorefyService } from "../service"
import { invoiceOf } from "./invoice-routes"

const LONGEST_DESCRIPTION = 1024

/** Refunding an invoice below one of the paths of invoices. */
export function refundRoutes(service: CorefyService, path: string): Route[] {
  return [
    {
      method: "POST",
      path: `${path}/:id/refund`,
      handle: (request) => refund(service, request, invoiceOf(service, request)),
    },
  ]
}

/** Reading one refund, where its `links.self` says that it is. */
export function refundReadingRoutes(service: CorefyService): Route[] {
  return [
    {
      method: "GET",
      path: "/refunds/:id",
      handle: ({ params, query }) => {
        const { refuser, store, account } = service
        refuser.checkQuery(query, [])
        const found = account.settings.refundReading
          ? store.refunds.get(params.id ?? "")
          : undefined
        return found
          ? jsonReply(refundDocument(found, account.settings))
          : refuser.notFound(`no refund ${params.id}`)
      },
    },
  ]
}

function refund(service: CorefyService, request: SandboxRequest, invoice: Invoice): Reply {
  const { account, refuser, refunds, store } = service
  const refusesUnknown = account.settings.unknownAttributes === "refused"
  const reader = readAttributes(request, refuser, ["refund"], refusesUnknown)
  reader.text("invoiceId", {
    required: true,
    check: (id) => (id === invoice.id ? undefined : "must be the invoice of the path"),
  })
  const referenceId = reader.text("reference_id", { required: true }) ?? ""
  const amountMinor = readAmount(reader, invoice.currency, account.settings.wholeAmountsOnly)
  const description = reader.text("description", { max: LONGEST_DESCRIPTION })
  if (refusesUnknown) {
    reader.refuseUnknown()
  }
  if (reader.issues.length > 0) {
    return refuser.refuse(reader.issues)
  }
  if (store.refundByReference(referenceId)) {
    return refuser.refuseDuplicate()
  }
  const refusal = refunds.whyRefused(invoice, amountMinor)
  if (refusal) {
    return refuser.refuse([refusal])
  }
  const created = refunds.create(invoice, { amountMinor, referenceId, description })
  return jsonReply(refundDocument(created, account.settings), 201)
}
