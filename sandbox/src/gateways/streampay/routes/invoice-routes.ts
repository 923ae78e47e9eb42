import { jsonReply, type Route } from "../../../core/exchange-types"
import { notFound } from "../errors"
import { isWithin, listReply, readPaging } from "../listing"
import { presentInvoice, presentInvoiceDetails, presentSubscription } from "../presenters"
import { pathUuid, QueryReader } from "../query-reader"
import type { StreamPayService } from "../service"

const STATUSES = [
  "DRAFT",
  "CREATED",
  "SENT",
  "ACCEPTED",
  "REJECTED",
  "COMPLETED",
  "CANCELED",
  "EXPIRED",
] as const

/** Invoices and subscriptions: there are none before something was paid. */
export function invoiceRoutes(service: StreamPayService): Route[] {
  const { store } = service
  return [
    {
      method: "GET",
      path: "/api/v2/invoices",
      handle: (request) => {
        const query = new QueryReader(request.query)
        const paging = readPaging(query)
        const linkId = query.uuid("payment_link_id")
        const withPayments = query.flag("include_payments") ?? false
        const statuses = query.choices("statuses", STATUSES)
        const consumerId = query.uuid("organization_consumer_id")
        const from = query.dateTime("from_date")
        const to = query.dateTime("to_date")
        query.check()
        const candidates = linkId ? store.invoicesOf(linkId) : [...store.invoices.values()]
        const found = candidates.filter(
          (invoice) =>
            store.isVisible(invoice) &&
            (!statuses || statuses.includes(invoice.status)) &&
            (!consumerId || invoice.organizationConsumerId === consumerId) &&
            isWithin(invoice.createdAt, from, to)
        )
        return listReply(found, paging, (invoice) => presentInvoice(store, invoice, withPayments))
      },
    },
    {
      method: "GET",
      path: "/api/v2/invoices/:invoice_id",
      handle: (request) => {
        const id = pathUuid(request, "invoice_id")
        const invoice = store.invoices.get(id)
        if (!invoice || !store.isVisible(invoice)) {
          throw notFound("Invoice", id)
        }
        const url = `${service.context.baseUrl()}/invoice/${invoice.id}`
        return jsonReply(presentInvoiceDetails(store, invoice, url))
      },
    },
    {
      method: "GET",
      path: "/api/v2/subscriptions",
      handle: (request) => {
        const query = new QueryReader(request.query)
        const paging = readPaging(query)
        query.check()
        return listReply([...store.subscriptions.values()], paging, presentSubscription)
      },
    },
    {
      method: "GET",
      path: "/api/v2/subscriptions/:subscription_id",
      handle: (request) => {
        const id = pathUuid(request, "subscription_id")
        const subscription = store.subscriptions.get(id)
        if (!subscription) {
          throw notFound("Subscription", id)
        }
        return jsonReply(presentSubscription(subscription))
      },
    },
  ]
}
