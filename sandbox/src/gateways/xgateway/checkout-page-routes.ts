import {
  htmlReply,
  redirectReply,
  type Reply,
  type Route,
  type SandboxRequest,
} from "../../core/exchange-types"
import { submittedForm } from "../../core/form-body"
import { readAmount } from "./amounts"
import { checkoutPage, openCoins, unknownInvoicePage } from "./checkout-page"
import { coinOf, COINS } from "./currencies"
import type { Activation, Invoice } from "./entities"
import { openAmount, whyClosed } from "./invoice-state"
import type { XGatewayService } from "./service"

const PATHS = ["/v2/invoice/:invoice_id", "/:invoice_id"]

/** What the payer's browser talks to, at both forms of the checkout URL. */
export function checkoutPageRoutes(service: XGatewayService): Route[] {
  const answering =
    (answer: (invoice: Invoice, request: SandboxRequest) => Reply) => (request: SandboxRequest) => {
      const invoice = service.store.invoices.get(request.params.invoice_id ?? "")
      return invoice ? answer(invoice, request) : htmlReply(unknownInvoicePage(service), 404)
    }
  return PATHS.flatMap((path): Route[] => [
    {
      method: "GET",
      path,
      handle: answering((invoice) => htmlReply(checkoutPage(service, invoice))),
    },
    {
      method: "POST",
      path,
      handle: answering((invoice, request) => submit(service, invoice, submittedForm(request))),
    },
  ])
}

function submit(service: XGatewayService, invoice: Invoice, form: URLSearchParams): Reply {
  const action = form.get("action") ?? ""
  if (action === "cancel") {
    return leave(service, invoice)
  }
  if (whyClosed(service.store, invoice)) {
    return htmlReply(checkoutPage(service, invoice), 409)
  }
  if (action === "choose") {
    return choose(service, invoice, form.get("currency") ?? undefined)
  }
  return invoice.activation
    ? send(service, invoice, invoice.activation, action, form)
    : htmlReply(checkoutPage(service, invoice, "Choose a currency first."), 409)
}

function choose(service: XGatewayService, invoice: Invoice, currency: string | undefined): Reply {
  if (currency !== undefined && !service.invoices.offered(invoice).includes(currency)) {
    return htmlReply(checkoutPage(service, invoice, "This currency is not offered."), 422)
  }
  try {
    service.invoices.activate(invoice, currency)
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return htmlReply(checkoutPage(service, invoice, problem), 409)
  }
  return stay(service, invoice)
}

/** Final ones leave the page; short ones stay open, and so does the page. */
function send(
  service: XGatewayService,
  invoice: Invoice,
  activation: Activation,
  action: string,
  form: URLSearchParams
): Reply {
  const { store, deposits, account } = service
  const { currency } = activation
  const wallet = store.walletOf(invoice.customerId, currency)
  const due = openCoins(service, invoice, activation)
  const value = openAmount(store, invoice)
  const tenth = { coins: due / 10n, value: value / 10n }
  const receive = (coins: bigint, more: { value?: bigint; status?: string; coin?: string }) =>
    deposits.receive({ wallet, coin: currency, coins, invoice, ...more })
  switch (action) {
    case "pay":
      receive(due, { value })
      break
    case "pay_short":
      receive(due - tenth.coins, { value: value - tenth.value })
      break
    case "pay_over":
      receive(due + tenth.coins, { value: value + tenth.value })
      break
    case "pay_amount": {
      const coins = readAmount(form.get("amount") ?? "", coinOf(currency).decimals)
      if (coins === undefined) {
        return htmlReply(checkoutPage(service, invoice, "This is no amount."), 422)
      }
      receive(coins, {})
      break
    }
    case "pay_other": {
      const coin = form.get("currency") ?? ""
      if (COINS[coin]?.family !== wallet.family) {
        return htmlReply(checkoutPage(service, invoice, "Not a currency of this wallet."), 422)
      }
      const coins = account.rates.convert(value, invoice.baseCurrency, coin)
      receive(coins, { coin })
      break
    }
    case "processing":
      receive(due, { value, status: "processing" })
      return stay(service, invoice)
    case "fail":
      receive(due, { value, status: "failed" })
      return leave(service, invoice)
    default:
      return htmlReply(checkoutPage(service, invoice, "Nothing was chosen."), 422)
  }
  return whyClosed(store, invoice) ? leave(service, invoice) : stay(service, invoice)
}

function stay(service: XGatewayService, invoice: Invoice): Reply {
  return redirectReply(service.checkoutUrl(invoice, "long"))
}

/** To the shop with nothing added: XGateway documents no parameters. */
function leave(service: XGatewayService, invoice: Invoice): Reply {
  return invoice.redirectUrl === null ? stay(service, invoice) : redirectReply(invoice.redirectUrl)
}
