import { escapeHtml } from "../../core/html"
import {
  addressBlock,
  amountField,
  factList,
  selectField,
  stateLine,
  submitButton,
} from "../../core/page-parts"
import { plain } from "./amounts"
import { COIN_CODES, coinOf, FIAT_CODES } from "./currencies"
import type { Wallet } from "./entities"
import { cardPage, coinField, coinsOfFamily } from "./page-parts"
import { shownStatus } from "./presenters"
import type { XGatewayService } from "./service"

const LISTED = 20

/** Sends coins to a wallet, as a payer's own app would: the gateway has no page for channels. */
export function coinsPage(
  service: XGatewayService,
  wallet: Wallet,
  typed: { amount?: string; unit?: string; currency?: string; problem?: string } = {}
): string {
  const [currency] = [...wallet.currencies]
  const here = coinsOfFamily(COIN_CODES, wallet.family)
  const units = ["coins", ...FIAT_CODES]
  const chosen = typed.currency ?? currency
  const network = coinOf(chosen ?? here[0] ?? "").networkTitle
  return cardPage(
    service,
    "Send coins",
    `<p class="merchant">${escapeHtml(service.account.settings.merchantName)}</p><h1>Send coins</h1>${addressBlock(wallet.address)}
${factList([["Customer", wallet.customerId], ["Asked for", [...wallet.currencies].join(", ")], ["Network", network], ...deposits(service, wallet)])}
${typed.problem ? stateLine("bad", typed.problem) : ""}
<form method="post">
${coinField("Currency sent", here, chosen)}
<div class="pair">${amountField("What the shop asks", { value: typed.amount ?? "" })}${selectField("unit", "in", units, typed.unit)}</div>
<div class="stack">
${submitButton("main", "send", "Send exactly that")}
${submitButton("plain", "send_short", "Send a tenth less")}
${submitButton("plain", "send_over", "Send a tenth more")}
${submitButton("plain", "send_twice", "Send it in two deposits")}
${submitButton("plain", "processing", "Send; not confirmed yet")}
${submitButton("bad", "fail", "Let the deposit fail")}
</div></form>`
  )
}

/** For addresses that are no wallet. */
export function unknownWalletPage(service: XGatewayService): string {
  const text = stateLine("bad", "No customer has this address.")
  return cardPage(service, "Not found", `<h1>Address not found</h1>${text}`)
}

function deposits({ store }: XGatewayService, wallet: Wallet): [string, string][] {
  return store
    .transactionsWhere(({ type, address }) => type === "deposit" && address === wallet.address)
    .slice(-LISTED)
    .map((deposit) => [
      "Deposit",
      `${plain(deposit.coins)} ${deposit.coin}, ${shownStatus(store, deposit)}`,
    ])
}
