import { requestJson, type StoreAccess } from "../client/store-request.js"

/** Every page of the starter begins with a country, e.g. `/sa/checkout`. */
function countryOfPage(path: string): string {
  return path.split("/")[1] ?? ""
}

/** The page that shows a payment; the plugin's default `returnPath` leads to it too. */
export function addressOfPayment(path: string, sessionId: string): string {
  const query = new URLSearchParams({ session_id: sessionId })
  return `/${countryOfPage(path)}/checkout/payment?${query.toString()}`
}

/** Where the payer chooses how to pay. */
export function addressOfMethods(path: string): string {
  return `/${countryOfPage(path)}/checkout?step=payment`
}

/**
 * The order's confirmation, in the country that it goes to: a payer who comes back from a payment
 * page may have been led to the storefront's default country.
 */
export async function addressOfOrder(
  access: StoreAccess,
  path: string,
  orderId: string
): Promise<string> {
  const id = encodeURIComponent(orderId)
  const country = await countryOfOrder(access, id).catch(() => undefined)
  // The order is shown in any country.
  return `/${country ?? countryOfPage(path)}/order/${id}/confirmed`
}

async function countryOfOrder(access: StoreAccess, id: string): Promise<string | undefined> {
  const reply = (await requestJson(access, { path: `/store/orders/${id}` })) as {
    readonly order?: { readonly shipping_address?: { readonly country_code?: unknown } | null }
  } | null
  const code = reply?.order?.shipping_address?.country_code
  return typeof code === "string" && /^[a-z]{2}$/i.test(code) ? code.toLowerCase() : undefined
}
