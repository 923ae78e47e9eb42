import { GatewayError } from "../../core/errors"
import { isLocalHost } from "../../core/options"

/**
 * The address of the page on which the payer pays. Directa24's pages, and those of the banks it
 * sends payers to, are on domains of many names, so what can be asked for is https; http is taken
 * from this machine when the API is on it.
 * Source: Directa24 Streamline API, deposit creation (redirect, iframe).
 *
 * @param iframe asks for the page as it can be shown inside the shop
 * @throws {GatewayError} `unexpected_reply` for what is no such address
 */
export function paymentPage(
  link: string,
  { baseUrl, iframe }: { readonly baseUrl: string; readonly iframe: boolean }
): string {
  const url = URL.canParse(link) ? new URL(link) : undefined
  const isLocal =
    url?.protocol === "http:" && isLocalHost(url.hostname) && isLocalHost(new URL(baseUrl).hostname)
  if (!url || url.username || url.password || !(url.protocol === "https:" || isLocal)) {
    throw new GatewayError({
      code: "unexpected_reply",
      message: "Directa24 gave no payment page that can be opened. Choose another payment method.",
      detail: "the link is no https address",
      retry: false,
    })
  }
  if (iframe && url.searchParams.get("iframe_view") !== "1") {
    // Written as text: the query that is there is Directa24's, and stays to the letter.
    url.search = url.search ? `${url.search}&iframe_view=1` : "?iframe_view=1"
  }
  return url.href
}
