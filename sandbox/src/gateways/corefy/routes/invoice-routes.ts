import {
  jsonReply,
  type Reply,
  type Route,
  type SandboxRequest,
} from "../../../core/exchange-types"
import type { Invoice } from "../entities"
import { readInvoiceForm } from "../invoice-form"
import { readAttributes } from "../json-api-body"
import { invoiceDocument, invoiceList } from "../presenters"
import type { CorefyService } from "../service"

const CREATE_TYPES = ["payment-invoice", "payment-invoices"] as const

const LARGEST_PAGE = 100

const LIST_PARAMETERS: readonly string[] = ["filter[reference_id]", "page[number]", "page[size]"]

/** The two paths of the same object: the account's own API and the organisation's. */
export const INVOICE_PATHS = {
  account: "/api/payment-invoices",
  platform: "/api/commerce/payment-invoices",
} as const

/** Creating, reading and finding invoices below one of the paths. */
export function invoiceRoutes(service: CorefyService, path: string): Route[] {
  return [
    { method: "POST", path, handle: (request) => create(service, request, path) },
    { method: "GET", path, handle: (request) => list(service, request) },
    {
      method: "GET",
      path: `${path}/:id`,
      handle: (request) => {
        service.refuser.checkQuery(request.query, [])
        return shown(service, invoiceOf(service, request))
      },
    },
  ]
}

/** @throws ReplyError 404 */
export function invoiceOf(service: CorefyService, request: SandboxRequest): Invoice {
  const id = request.params.id ?? ""
  return service.store.invoices.get(id) ?? service.refuser.notFound(`no payment invoice ${id}`)
}

function create(service: CorefyService, request: SandboxRequest, path: string): Reply {
  const { account, refuser, store, checkout } = service
  const refusesUnknown = account.settings.unknownAttributes === "refused"
  const reader = readAttributes(request, refuser, CREATE_TYPES, refusesUnknown)
  const form = readInvoiceForm(reader, account, path === INVOICE_PATHS.platform)
  if (form.expires !== null && form.expires * 1000 <= Date.now()) {
    reader.wrong("expires", "invalid", "must be in the future")
  }
  if (reader.issues.length > 0) {
    return refuser.refuse(reader.issues)
  }
  if (form.referenceId !== null && store.invoiceByReference(form.referenceId)) {
    return refuser.refuseDuplicate()
  }
  return shown(service, checkout.create(form), 201)
}

function list(service: CorefyService, request: SandboxRequest): Reply {
  const { query } = request
  service.refuser.checkQuery(query, LIST_PARAMETERS)
  const reference = query.get("filter[reference_id]")
  const found = [...service.store.invoices.values()].filter(
    ({ referenceId }) => reference === null || referenceId === reference
  )
  const size = pageNumber(service, request, "page[size]", LARGEST_PAGE)
  const first = (pageNumber(service, request, "page[number]", 1) - 1) * size
  return jsonReply(invoiceList(found.slice(first, first + size), service.presentation()))
}

function pageNumber(
  service: CorefyService,
  { query }: SandboxRequest,
  name: string,
  fallback: number
): number {
  const text = query.get(name)
  if (text === null) {
    return fallback
  }
  return /^[1-9]\d{0,5}$/.test(text)
    ? Number(text)
    : service.refuser.refuse([{ code: `${name}.invalid`, detail: `${name} is no page number` }])
}

function shown(service: CorefyService, invoice: Invoice, status = 200): Reply {
  return jsonReply(invoiceDocument(invoice, service.presentation()), status)
}
