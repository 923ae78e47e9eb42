import { htmlReply, type Reply, type Route, type SandboxRequest } from "../../core/exchange-types"
import { formMembers } from "../../core/form-body"
import { parseAmount } from "./countries"
import type { Deposit } from "./entities"
import { hostedPage, returnPage, unknownPage } from "./hosted-page"
import { methodsOf } from "./payment-methods"
import { returnForm } from "./return-form"
import type { Directa24Service } from "./service"

/** What the payer's browser talks to. */
export function hostedPageRoutes(service: Directa24Service): Route[] {
  const withDeposit =
    (answer: (deposit: Deposit, request: SandboxRequest) => Reply) => (request: SandboxRequest) => {
      const deposit = service.store.withToken(request.params.token ?? "")
      return deposit
        ? framing(deposit, request, answer(deposit, request))
        : htmlReply(unknownPage(service), 404)
    }
  return [
    {
      method: "GET",
      path: "/checkout/:token",
      handle: withDeposit((deposit, request) => {
        service.deposits.visit(deposit)
        return htmlReply(hostedPage(service, deposit, isFramed(request)))
      }),
    },
    { method: "POST", path: "/checkout/:token", handle: withDeposit(submitTo(service)) },
    {
      method: "GET",
      path: "/logos/:file",
      handle: () => ({ status: 404 }),
    },
  ]
}

function isFramed(request: SandboxRequest): boolean {
  return ["1", "true"].includes(request.query.get("iframe_view") ?? "")
}

/** Only the iframe view can be framed, and not that of every method. */
function framing(deposit: Deposit, request: SandboxRequest, reply: Reply): Reply {
  const mayBeFramed = isFramed(request) && deposit.method?.refusesFrames !== true
  return mayBeFramed
    ? reply
    : { ...reply, headers: { ...reply.headers, "X-Frame-Options": "DENY" } }
}

function submitTo(service: Directa24Service) {
  return (deposit: Deposit, request: SandboxRequest): Reply => {
    const { deposits, store } = service
    const form = formMembers(request.rawBody)
    const again = (status: number, problem?: string) =>
      htmlReply(hostedPage(service, deposit, isFramed(request), problem), status)
    const goBack = () =>
      htmlReply(returnPage(service, returnForm(store, deposit), isFramed(request)))
    if (deposits.whyClosed(deposit)) {
      return again(409)
    }
    const needsMethod = deposit.method === null && form.action !== "cancel"
    if (needsMethod !== (form.action === "choose") && deposit.method === null) {
      return again(422, "Choose a way to pay first.")
    }
    switch (form.action) {
      case "choose": {
        const method = methodsOf(deposit.country).find(({ code }) => code === form.bank)
        deposit.method ??= method ?? null
        return method ? again(200) : again(422, "This way to pay is not offered.")
      }
      case "pay":
        deposits.complete(deposit, deposit.amount, maskedCard(form.card_number))
        return goBack()
      case "pay_amount": {
        const text = typeof form.amount === "string" ? form.amount : ""
        const amount = parseAmount(text, deposit.currency)
        if (amount === undefined || amount === 0n) {
          return again(422, "This is no amount.")
        }
        deposits.complete(deposit, amount, maskedCard(form.card_number))
        return goBack()
      }
      case "slip":
        deposits.takeSlip(deposit)
        return goBack()
      case "fail":
        deposits.decline(deposit)
        return goBack()
      case "cancel":
        deposits.cancel(deposit)
        return goBack()
      default:
        return again(422, "Choose what to do.")
    }
  }
}

/** The first six and last four digits. */
function maskedCard(value: unknown): string | null {
  const digits = typeof value === "string" ? value.replace(/\D/g, "") : ""
  return digits.length >= 12
    ? `${digits.slice(0, 6)}${"*".repeat(digits.length - 10)}${digits.slice(-4)}`
    : null
}
