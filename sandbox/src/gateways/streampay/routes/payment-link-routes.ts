import { jsonReply, type Route, type SandboxRequest } from "../../../core/exchange-types"
import { parseDecimal } from "../../../core/money"
import { CURRENCIES, exponentOf } from "../currencies"
import type { PaymentLink } from "../entities"
import { businessError, notFound } from "../errors"
import { FormReader } from "../form-reader"
import { isWithin, listReply, readPaging } from "../listing"
import { readLink } from "../link-reader"
import { presentLink } from "../presenters"
import { pathUuid, QueryReader } from "../query-reader"
import type { StreamPayService } from "../service"

const STATUSES = ["ACTIVE", "INACTIVE", "COMPLETED"] as const
const SETTABLE_STATUSES = ["ACTIVE", "INACTIVE"] as const

/** Payment links: the thing that a payer gets to see. */
export function paymentLinkRoutes(service: StreamPayService): Route[] {
  const { store, account } = service
  const present = (link: PaymentLink) => presentLink(store, link, service.pageUrl(link))
  const isReadable = (link: PaymentLink) =>
    store.now() >= link.createdAt + account.settings.linkReadLagMs
  const one = (request: SandboxRequest): PaymentLink => {
    const id = pathUuid(request, "payment_link_id")
    const link = store.links.get(id)
    if (!link || !isReadable(link)) {
      throw notFound("Payment Link", id)
    }
    return link
  }
  return [
    {
      method: "POST",
      path: "/api/v2/payment_links",
      handle: (request) => {
        const link = readLink(service, FormReader.ofBody(request))
        store.links.set(link.id, link)
        return jsonReply(present(link))
      },
    },
    {
      method: "GET",
      path: "/api/v2/payment_links",
      handle: (request) => {
        const { matches, paging } = readFilters(new QueryReader(request.query), (link) =>
          store.shownStatus(link)
        )
        const found = [...store.links.values()].filter((link) => isReadable(link) && matches(link))
        return listReply(found, paging, present)
      },
    },
    {
      method: "GET",
      path: "/api/v2/payment_links/:payment_link_id",
      handle: (request) => jsonReply(present(one(request))),
    },
    {
      method: "PATCH",
      path: "/api/v2/payment_links/:payment_link_id/status",
      handle: (request) => {
        const link = one(request)
        const form = FormReader.ofBody(request)
        const status = form.choice("status", SETTABLE_STATUSES)
        const message = form.textOrNull("deactivate_message")
        form.check()
        if (link.status === "COMPLETED" || store.isExpired(link)) {
          const shown = link.status === "COMPLETED" ? "completed" : "expired"
          throw businessError(400, "INVALID_STATUS", `Payment link is ${shown}`)
        }
        link.status = status
        link.deactivateMessage = status === "INACTIVE" ? message : null
        return jsonReply(present(link))
      },
    },
  ]
}

function readFilters(query: QueryReader, statusOf: (link: PaymentLink) => string) {
  const paging = readPaging(query)
  const statuses = query.choices("statuses", STATUSES)
  const currencies = query.choices("currencies", CURRENCIES)
  const productIds = query.uuids("product_ids")?.map((id) => id.toLowerCase())
  const from = query.dateTime("from_date")
  const to = query.dateTime("to_date")
  const fromPrice = query.decimal("from_price")
  const toPrice = query.decimal("to_price")
  query.check()
  const matches = (link: PaymentLink): boolean =>
    (!statuses || statuses.includes(statusOf(link))) &&
    (!currencies || currencies.includes(link.currency)) &&
    (!productIds || link.items.some((item) => productIds.includes(item.productId))) &&
    isWithin(link.createdAt, from, to) &&
    isAtLeast(link, fromPrice) &&
    (toPrice === undefined || !isAtLeast(link, toPrice) || isExactly(link, toPrice))
  return { matches, paging }
}

/** Compared with three decimals, which all currencies fit in. */
function compared(link: PaymentLink, price: string): bigint {
  const scale = 10n ** BigInt(3 - exponentOf(link.currency))
  return link.totalMinor * scale - (parseDecimal(price, 3) ?? 0n)
}

function isAtLeast(link: PaymentLink, price: string | undefined): boolean {
  return price === undefined || compared(link, price) >= 0n
}

function isExactly(link: PaymentLink, price: string): boolean {
  return compared(link, price) === 0n
}
