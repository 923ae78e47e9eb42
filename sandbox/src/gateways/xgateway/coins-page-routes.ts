import { htmlReply, redirectReply, type Reply, type Route } from "../../core/exchange-types"
import { submittedForm } from "../../core/form-body"
import { qrCodeSvg } from "../../core/qr-code"
import { readAmount } from "./amounts"
import { coinsPage, unknownWalletPage } from "./coins-page"
import { COINS, decimalsOf, FIAT_CODES } from "./currencies"
import type { Wallet } from "./entities"
import type { XGatewayService } from "./service"

const SVG = { type: "image/svg+xml", write: String }

/** The page that sends coins to a wallet, and the QR codes that `POST /channels` names. */
export function coinsPageRoutes(service: XGatewayService): Route[] {
  const { store } = service
  return [
    {
      method: "GET",
      path: "/public/:file",
      handle: ({ params }) => {
        const wallet = [...store.wallets.values()].find(({ qrId }) => `${qrId}.svg` === params.file)
        return wallet
          ? { status: 200, json: qrCodeSvg(wallet.address), format: SVG }
          : htmlReply(unknownWalletPage(service), 404)
      },
    },
    {
      method: "GET",
      path: "/coins/:address",
      handle: ({ params, query }) => {
        const wallet = store.wallets.get(params.address ?? "")
        const typed = {
          amount: query.get("amount") ?? undefined,
          unit: query.get("unit") ?? undefined,
          currency: coinAt(wallet, query.get("currency")),
        }
        return wallet
          ? htmlReply(coinsPage(service, wallet, typed))
          : htmlReply(unknownWalletPage(service), 404)
      },
    },
    {
      method: "POST",
      path: "/coins/:address",
      handle: (request) => {
        const wallet = store.wallets.get(request.params.address ?? "")
        return wallet
          ? submit(service, wallet, submittedForm(request))
          : htmlReply(unknownWalletPage(service), 404)
      },
    },
  ]
}

/** A code that the wallet can receive. */
function coinAt(wallet: Wallet | undefined, code: string | null): string | undefined {
  return code !== null && COINS[code]?.family === wallet?.family ? code : undefined
}

function submit(service: XGatewayService, wallet: Wallet, form: URLSearchParams): Reply {
  const { deposits, account } = service
  const amount = form.get("amount") ?? ""
  const unit = form.get("unit") ?? "coins"
  const refuse = (problem: string) =>
    htmlReply(coinsPage(service, wallet, { amount, unit, problem }), 422)
  const coin = coinAt(wallet, form.get("currency") ?? [...wallet.currencies][0] ?? "")
  if (coin === undefined || (unit !== "coins" && !FIAT_CODES.includes(unit))) {
    return refuse("Not a currency of this wallet.")
  }
  const asked = readAmount(amount, decimalsOf(unit === "coins" ? coin : unit))
  if (asked === undefined) {
    return refuse("This is no amount.")
  }
  const coins = unit === "coins" ? asked : account.rates.convert(asked, unit, coin)
  const receive = (sent: bigint, status?: string) =>
    deposits.receive({ wallet, coin, coins: sent, status })
  switch (form.get("action")) {
    case "send":
      receive(coins)
      break
    case "send_short":
      receive(coins - coins / 10n)
      break
    case "send_over":
      receive(coins + coins / 10n)
      break
    case "send_twice":
      receive(coins / 2n)
      receive(coins - coins / 2n)
      break
    case "processing":
      receive(coins, "processing")
      break
    case "fail":
      receive(coins, "failed")
      break
    default:
      return refuse("Nothing was chosen.")
  }
  return redirectReply(service.coinsUrl(wallet))
}
