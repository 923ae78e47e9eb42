import { card, paymentPage, selectField } from "../../core/page-parts"
import { coinOf } from "./currencies"
import type { XGatewayService } from "./service"

/** A whole page with one card; `content` is used as it is. */
export function cardPage(service: XGatewayService, title: string, content: string): string {
  const shop = service.account.settings.merchantName
  return paymentPage({ title, shop, gateway: "XGateway", content: card(content), isLive: true })
}

/** A choice of coins, with their networks: `tUSDT · Tether · Tron (TRC20)`. */
export function coinField(label: string, codes: readonly string[], chosen?: string): string {
  const options = codes.map((code) => {
    const { title, networkTitle } = coinOf(code)
    return [code, `${code} · ${title} · ${networkTitle}`] as const
  })
  return selectField("currency", label, options, chosen)
}

/** Coins that live on the same kind of chain, so at the same wallet. */
export function coinsOfFamily(codes: readonly string[], family: string): string[] {
  return codes.filter((code) => coinOf(code).family === family)
}
