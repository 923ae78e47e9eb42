import {
  htmlReply,
  redirectReply,
  type Reply,
  type Route,
  type SandboxRequest,
} from "../../core/exchange-types"
import { randomUUID } from "node:crypto"
import { submittedForm } from "../../core/form-body"
import { parseDecimal } from "../../core/money"
import type { CheckoutOutcome } from "./checkout"
import { exponentOf } from "./currencies"
import { PAYMENT_METHODS, type PaymentLink, type PaymentMethod } from "./entities"
import { hostedPage, MOST_PARTS, resultPage, unknownLinkPage } from "./hosted-page"
import { DECLINED_MESSAGE, LEFT_MESSAGE } from "./messages"
import { failureRedirect, successRedirect } from "./redirects"
import type { StreamPayService } from "./service"

/** What the payer's browser talks to. */
export function hostedPageRoutes(service: StreamPayService): Route[] {
  const one = (request: SandboxRequest) => service.store.links.get(request.params.link_id ?? "")
  return [
    {
      method: "GET",
      path: "/pay/:link_id",
      handle: (request) => {
        const link = one(request)
        return link
          ? htmlReply(hostedPage(service, link))
          : htmlReply(unknownLinkPage(service), 404)
      },
    },
    {
      method: "POST",
      path: "/pay/:link_id",
      handle: (request) => {
        const link = one(request)
        if (!link) {
          return htmlReply(unknownLinkPage(service), 404)
        }
        return submit(service, link, submittedForm(request))
      },
    },
  ]
}

function submit(service: StreamPayService, link: PaymentLink, form: URLSearchParams): Reply {
  const { checkout } = service
  const action = form.get("action")
  if (action === "cancel") {
    return leave(
      service,
      link,
      failureRedirect(link, randomUUID(), LEFT_MESSAGE),
      "bad",
      LEFT_MESSAGE
    )
  }
  if (checkout.whyClosed(link)) {
    return htmlReply(hostedPage(service, link), 409)
  }
  const contact = form.get("contact") ?? undefined
  const method = methodOf(form)
  const refuse = (problem: string) => htmlReply(hostedPage(service, link, problem), 422)
  switch (action) {
    case "pay":
      return paid(service, checkout.pay(link, { contact, method }))
    case "pay_next": {
      const outcome = checkout.payNext(link, 1, method)
      return outcome ? paid(service, outcome) : htmlReply(hostedPage(service, link), 409)
    }
    case "pay_amount": {
      const amountMinor = parseDecimal(form.get("amount") ?? "", exponentOf(link.currency))
      return amountMinor !== undefined && amountMinor > 0n
        ? paid(service, checkout.pay(link, { amountMinor, contact, method }))
        : refuse("This is no amount.")
    }
    case "parts": {
      const parts = Number.parseInt(form.get("parts") ?? "", 10)
      const payNow = Number.parseInt(form.get("pay_now") ?? "1", 10)
      const isSound = parts >= 2 && parts <= MOST_PARTS && payNow >= 1 && payNow <= parts
      if (!isSound || checkout.openInvoice(link)) {
        return refuse("It cannot be paid in these parts.")
      }
      const type = form.get("type") === "INSTALLMENT" ? "INSTALLMENT" : "SPLIT_PREPAID"
      return paid(service, checkout.payParts(link, { parts, payNow, type, contact, method }))
    }
    case "fail": {
      const { transactionId } = checkout.decline(link, DECLINED_MESSAGE, contact)
      return leave(
        service,
        link,
        failureRedirect(link, transactionId, DECLINED_MESSAGE),
        "bad",
        DECLINED_MESSAGE
      )
    }
    default:
      return refuse("Choose what to do.")
  }
}

function paid(service: StreamPayService, outcome: CheckoutOutcome): Reply {
  const { link } = outcome
  const text = link.confirmationMessage ?? "Thank you, the payment was made."
  return leave(service, link, successRedirect(outcome), "good", text)
}

function leave(
  service: StreamPayService,
  link: PaymentLink,
  location: string | null,
  kind: "good" | "bad",
  text: string
): Reply {
  return location === null
    ? htmlReply(resultPage(service, link, kind, text))
    : redirectReply(location)
}

function methodOf(form: URLSearchParams): PaymentMethod {
  return PAYMENT_METHODS.find((method) => method === form.get("method")) ?? "MADA"
}
