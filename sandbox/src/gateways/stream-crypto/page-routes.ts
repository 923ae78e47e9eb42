import {
  htmlReply,
  redirectReply,
  type Reply,
  type Route,
  type SandboxRequest,
} from "../../core/exchange-types"
import { submittedForm } from "../../core/form-body"
import { parseDecimal } from "../../core/money"
import { splitUnits } from "./controls"
import type { Payment, Token } from "./entities"
import { paymentPage, unknownPaymentPage, type PageKind } from "./payment-page"
import { tokenNamed } from "./quote"
import type { StreamCryptoService } from "./service"

/** What the payer's browser talks to: the hosted page, and the sandbox's wallet. */
export function pageRoutes(service: StreamCryptoService): Route[] {
  return [
    ...routesOf(service, "hosted", "/payment/:id"),
    ...routesOf(service, "wallet", "/wallet/:id"),
  ]
}

function routesOf(service: StreamCryptoService, kind: PageKind, path: string): Route[] {
  const withPayment =
    (act: (payment: Payment, request: SandboxRequest) => Reply) => (request: SandboxRequest) => {
      const payment = service.store.payments.get(request.params.id ?? "")
      return payment ? act(payment, request) : htmlReply(unknownPaymentPage(service), 404)
    }
  return [
    {
      method: "GET",
      path,
      handle: withPayment((payment) => htmlReply(paymentPage(service, payment, kind))),
    },
    {
      method: "POST",
      path,
      handle: withPayment((payment, request) =>
        submit(service, payment, kind, submittedForm(request))
      ),
    },
  ]
}

function submit(
  service: StreamCryptoService,
  payment: Payment,
  kind: PageKind,
  form: URLSearchParams
): Reply {
  const { store, wallet } = service
  const refuse = (problem: string, status: number) =>
    htmlReply(paymentPage(service, payment, kind, problem), status)
  const token = tokenNamed(form.get("coin") ?? "STRM")
  if (!token) {
    return refuse("There is no such coin here.", 422)
  }
  const action = form.get("action")
  if (store.whyClosed(payment) && action !== "pay_late") {
    return refuse("This payment takes no coins any more.", 409)
  }
  const amounts = amountsOf(payment, token, wallet.openUnits(payment, token), form)
  if (!amounts) {
    return refuse("Choose what to send.", 422)
  }
  if (action === "pay_late" && !store.whyClosed(payment)) {
    payment.expiresAt = store.now()
  }
  const { redirectUrl } = wallet.send(payment, token, amounts)
  const stays = kind === "hosted" ? service.pageUrl(payment) : service.walletUrl(payment)
  return redirectReply(kind === "hosted" && redirectUrl !== null ? redirectUrl : stays)
}

/** What is sent, in one or more transfers; `undefined` when the form does not say. */
function amountsOf(
  payment: Payment,
  token: Token,
  open: bigint,
  form: URLSearchParams
): bigint[] | undefined {
  const tenth = (open + 9n) / 10n
  switch (form.get("action")) {
    case "pay":
    case "pay_late":
      return [open]
    case "pay_parts":
      return splitUnits(open, 2)
    case "pay_half":
      return [open / 2n]
    case "pay_short":
      return [open - tenth]
    case "pay_over":
      return [open + tenth]
    case "pay_amount": {
      const units = parseDecimal(form.get("amount") ?? "", payment.quote.coins[token].decimals)
      return units !== undefined && units > 0n ? [units] : undefined
    }
    default:
      return undefined
  }
}
