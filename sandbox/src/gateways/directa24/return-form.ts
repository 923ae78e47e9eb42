import { returnFields } from "./confirmations"
import type { Deposit } from "./entities"
import type { Directa24Store } from "./store"

/** What the payer's browser posts to the shop. */
export interface ReturnForm {
  url: string
  method: "POST"
  fields: Record<string, string>
}

/** The way back to the shop, with the result as it is now. */
export function returnForm(store: Directa24Store, deposit: Deposit): ReturnForm {
  return { url: deposit.returnUrl, method: "POST", fields: returnFields(store, deposit) }
}
