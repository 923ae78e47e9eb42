import type { CredentialsCheck } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { judgeCredentials } from "../../core/judge-credentials"
import type { Directa24Client } from "./client"
import type { Directa24DepositsClient } from "./deposits-client"
import type { Directa24Options } from "./options"

/** Nobody's: who asks for them learns only whether it may ask. */
const NO_INVOICE = "payment-gateways-credentials"
const NO_DEPOSIT = "0"
/** Where no country is configured; Directa24 began there. */
const ANY_COUNTRY = "BR"

/**
 * Directa24 gives out several pairs of keys, and each is tried by the reading that needs it, one
 * after the other: the first that is refused is what is told.
 * Sources: Directa24 Streamline API (payment status, payment methods), Deposits API v3 (deposits).
 */
export async function checkDirecta24Credentials(
  client: Directa24Client,
  deposits: Directa24DepositsClient,
  { readOnlyKey, defaultCountry = ANY_COUNTRY }: Directa24Options
): Promise<CredentialsCheck> {
  const checks: readonly (readonly [string, () => Promise<unknown>])[] = [
    ["statusApiKey and statusApiPassphrase", () => client.readStatus(NO_INVOICE)],
    ["apiKey and apiPassphrase", () => client.listPaymentMethods(defaultCountry)],
    ["apiKey and apiSignature", () => unlessMissing(deposits.readDeposit(NO_DEPOSIT))],
    ...(readOnlyKey
      ? [["readOnlyKey", () => deposits.listPaymentMethods(defaultCountry, readOnlyKey)] as const]
      : []),
  ]
  for (const [options, ask] of checks) {
    const check = await judgeCredentials({ gateway: "Directa24", options }, async () => {
      await ask()
      return null
    })
    if (check.state !== "accepted") {
      return check
    }
  }
  return { state: "accepted", message: null }
}

/** Keys and signature are judged before the id is looked up; how it is missing does not matter. */
async function unlessMissing(reading: Promise<unknown>): Promise<void> {
  try {
    await reading
  } catch (error) {
    const isAnswered =
      GatewayError.is(error) && (error.reason === "not_found" || error.reason === "rejected")
    if (!isAnswered) {
      throw error
    }
  }
}
