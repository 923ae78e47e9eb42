import { isLocalHost } from "./options"

/** Whose payment pages a payer may be sent to. */
export interface PaymentPageOwner {
  /** Domains of the vendor; their subdomains are the vendor's, too. */
  readonly vendorDomains: readonly string[]
  /** The configured address of the API. */
  readonly baseUrl: string
  /** The merchant's own choice of a payment page, when there is one. */
  readonly pageUrl?: string
}

/**
 * A payment page's address as it may be handed to a browser: https on the vendor's own domains. For
 * an API that is not on them (another vendor of the same software, a sandbox) on the API's own
 * origin, or on this machine when the API is there. Or where the merchant said.
 *
 * @returns the address in its normal form; `undefined` for any other one
 */
export function ownPaymentPage(text: string, owner: PaymentPageOwner): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  // What is before an "@" looks like a host, and is none.
  if (url === undefined || url.username !== "" || url.password !== "") {
    return undefined
  }
  const api = new URL(owner.baseUrl)
  const isVendor = url.protocol === "https:" && isAmong(url.hostname, owner.vendorDomains)
  const isBesideApi =
    !isAmong(api.hostname, owner.vendorDomains) &&
    (url.origin === api.origin ||
      (isLocalHost(api.hostname) && isLocalHost(url.hostname) && isWeb(url)))
  const isChosen = owner.pageUrl !== undefined && url.origin === new URL(owner.pageUrl).origin
  return isVendor || isBesideApi || isChosen ? url.href : undefined
}

function isAmong(hostname: string, domains: readonly string[]): boolean {
  return domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`))
}

function isWeb({ protocol }: URL): boolean {
  return protocol === "https:" || protocol === "http:"
}
