import {
  htmlReply,
  redirectReply,
  type Reply,
  type Route,
  type SandboxRequest,
} from "../../core/exchange-types"
import { submittedForm } from "../../core/form-body"
import type { Invoice } from "./entities"
import { bankPage, hostedPage, PAGE_METHODS, resultPage, unknownInvoicePage } from "./hosted-page"
import { fromMajor } from "./money"
import { returnKindOf, returnUrl } from "./redirects"
import type { CorefyService } from "./service"
import { testCardOutcome, type TestCardOutcome } from "./test-cards"

/** A payment without a card: a script's, or a live invoice's. */
const PLAIN_SUCCESS: TestCardOutcome = { result: "processed", resolution: "ok", needs3ds: false }

/** What the payer's browser talks to. */
export function hostedPageRoutes(service: CorefyService): Route[] {
  const withInvoice =
    (
      find: (request: SandboxRequest) => string | null,
      show: (invoice: Invoice, form: URLSearchParams) => Reply
    ) =>
    (request: SandboxRequest) => {
      const invoice = service.store.invoices.get(find(request) ?? "")
      return invoice
        ? show(invoice, submittedForm(request))
        : htmlReply(unknownInvoicePage(service), 404)
    }
  const inQuery = ({ query }: SandboxRequest) => query.get("cpi")
  return [
    {
      method: "GET",
      path: "/hpp",
      handle: withInvoice(inQuery, (invoice) => opened(service, invoice)),
    },
    {
      method: "POST",
      path: "/hpp",
      handle: withInvoice(inQuery, (invoice, form) => submit(service, invoice, form)),
    },
    {
      method: "POST",
      path: "/hpp/flow",
      handle: withInvoice(
        (request) => submittedForm(request).get("cpi"),
        (invoice, form) =>
          form.get("token") === invoice.flowToken
            ? opened(service, invoice)
            : htmlReply(unknownInvoicePage(service), 404)
      ),
    },
  ]
}

function opened(service: CorefyService, invoice: Invoice): Reply {
  service.checkout.open(invoice)
  return htmlReply(hostedPage(service, invoice))
}

function submit(service: CorefyService, invoice: Invoice, form: URLSearchParams): Reply {
  const { checkout } = service
  if (checkout.whyClosed(invoice) !== null) {
    return htmlReply(hostedPage(service, invoice), 409)
  }
  switch (form.get("action")) {
    case "pay":
      return pay(service, invoice, form)
    case "pending":
      checkout.leavePending(invoice)
      return leave(service, invoice)
    case "fail":
      checkout.fail(invoice, "declined")
      return leave(service, invoice)
    case "cancel":
      checkout.end(invoice, "terminated")
      return leave(service, invoice)
    default:
      return refused(service, invoice, "Choose what to do.")
  }
}

function pay(service: CorefyService, invoice: Invoice, form: URLSearchParams): Reply {
  const { checkout, account } = service
  const open = checkout.openAmount(invoice)
  const typed = form.get("amount")
  const amountMinor = typed === null ? open : fromMajor(typed, invoice.currency)
  if (amountMinor === undefined || amountMinor <= 0n) {
    return refused(service, invoice, "This is no amount.")
  }
  if (amountMinor !== open && !account.settings.amountEditable) {
    return refused(service, invoice, "The amount cannot be changed.")
  }
  const cardNumber = form.get("card_number")
  const outcome =
    cardNumber === null ? PLAIN_SUCCESS : testCardOutcome(cardNumber, form.get("expiry") ?? "")
  if (!outcome || (cardNumber !== null && !invoice.testMode)) {
    return refused(service, invoice, "This card is not known here.")
  }
  chooseService(invoice, form.get("method"))
  const answer = form.get("three_ds")
  if (outcome.needs3ds && answer === null) {
    return htmlReply(bankPage(service, invoice, form))
  }
  if (outcome.needs3ds && answer !== "confirmed") {
    return declined(service, invoice, "declined")
  }
  switch (outcome.result) {
    case "processed":
      checkout.pay(invoice, amountMinor)
      return leave(service, invoice)
    case "pending":
      checkout.leavePending(invoice)
      return leave(service, invoice)
    case "failed":
      return declined(service, invoice, outcome.resolution)
  }
}

/** The payer may try again, until the attempts are used up. */
function declined(service: CorefyService, invoice: Invoice, resolution: string): Reply {
  service.checkout.decline(invoice, resolution)
  return service.checkout.whyClosed(invoice) === null
    ? htmlReply(hostedPage(service, invoice, `Declined: ${resolution}. Try again.`), 402)
    : leave(service, invoice)
}

function chooseService(invoice: Invoice, method: string | null): void {
  const chosen = PAGE_METHODS.find((candidate) => candidate === method) ?? PAGE_METHODS[0]
  invoice.service ??= `${chosen}_${invoice.currency.toLowerCase()}_hpp`
}

function refused(service: CorefyService, invoice: Invoice, problem: string): Reply {
  return htmlReply(hostedPage(service, invoice, problem), 422)
}

function leave(service: CorefyService, invoice: Invoice): Reply {
  const url = returnUrl(invoice, returnKindOf(invoice.status), service.account.settings)
  return url === null ? htmlReply(resultPage(service, invoice)) : redirectReply(url)
}
