import { hash } from "node:crypto"
import type { Payer } from "../../core/contract"
import type { Directa24Options } from "./options"

/** `x_iduser` has at most 11 digits. Source: Streamline API, deposit creation. */
const NUMBERS = 10n ** 11n

/** What production integrations send where the id is a text. */
const LONGEST_RAW = 20

/**
 * The shop's id of the payer, the same for every payment: a number made of the customer's id, or
 * the id itself; guests are known by their e-mail.
 */
export function userIdOf(
  { customerId }: Pick<Payer, "customerId">,
  email: string,
  mode: Directa24Options["userIdMode"]
): string {
  const id = customerId ?? email
  return mode === "raw"
    ? id.slice(0, LONGEST_RAW)
    : (BigInt(`0x${hash("sha256", id, "hex")}`) % NUMBERS).toString()
}
