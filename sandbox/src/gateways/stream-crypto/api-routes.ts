import { jsonReply, type Reply, type Route, type SandboxRequest } from "../../core/exchange-types"
import { creationBody } from "./creation-reader"
import { TOKENS, type Payment } from "./entities"
import { shopNotFound } from "./errors"
import { presentPage, presentPayment, shownStatus } from "./presenters"
import { API_PATH, type StreamCryptoService } from "./service"

/** The whole API: two ways to create a payment, one to read it. There is no authentication. */
export function apiRoutes(service: StreamCryptoService): Route[] {
  const { account, store } = service
  const created = (request: SandboxRequest, mode: Payment["mode"]): Payment => {
    if (request.params.id !== account.clientId) {
      throw shopNotFound()
    }
    return service.create(creationBody(request), mode)
  }
  return [
    {
      method: "POST",
      path: `${API_PATH}/payment/:id/page`,
      handle: (request) =>
        jsonReply(
          presentPage(service, created(request, "page")),
          account.settings.createdHttpStatus
        ),
    },
    {
      method: "POST",
      path: `${API_PATH}/payment/:id`,
      handle: (request) =>
        jsonReply(
          presentPayment(service, created(request, "manual")),
          account.settings.createdHttpStatus
        ),
    },
    {
      method: "GET",
      path: `${API_PATH}/payment/:id`,
      handle: ({ params }) => {
        const payment = store.payments.get(params.id ?? "")
        return reading(service, payment)
      },
    },
    ...TOKENS.map((token): Route => ({
      method: "GET",
      path: `/img/currencies/${token.toLowerCase()}.svg`,
      handle: () => ({
        status: 200,
        html: icon(token),
        headers: { "Content-Type": "image/svg+xml" },
      }),
    })),
  ]
}

function reading(service: StreamCryptoService, payment: Payment | undefined): Reply {
  const { settings } = service.account
  if (payment && shownStatus(service, payment) !== "not_found") {
    return jsonReply(presentPayment(service, payment))
  }
  const isWhole = payment !== undefined && settings.expiredReply === "payment"
  return jsonReply(
    isWhole ? presentPayment(service, payment) : { status: "not_found" },
    settings.notFoundHttpStatus
  )
}

function icon(token: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" role="img" aria-label="${token}"><circle cx="16" cy="16" r="16" fill="#2747d9"/><text x="16" y="21" font-family="sans-serif" font-size="14" font-weight="700" fill="#fff" text-anchor="middle">${token.charAt(0)}</text></svg>`
}
