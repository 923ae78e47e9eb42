import type { CredentialsCheck } from "./contract"
import { GatewayError } from "./errors"

/**
 * What a read-only call says of the credentials that it was made with.
 *
 * @param subject the gateway's name, and which options the call proves, e.g. `apiKey and apiSecret`
 * @param ask makes the call; what it returns is told besides, e.g. keys of another environment
 * @throws what is no `GatewayError`
 */
export async function judgeCredentials(
  { gateway, options }: { readonly gateway: string; readonly options: string },
  ask: () => Promise<string | null>
): Promise<CredentialsCheck> {
  try {
    return { state: "accepted", message: await ask() }
  } catch (error) {
    if (!GatewayError.is(error)) {
      throw error
    }
    const reason = reasonOf(error)
    switch (error.reason) {
      case "configuration":
        return {
          state: "refused",
          message: `${gateway} refused ${options}${reason}. Compare them with those in its dashboard, and see that they are of the same environment (live or test).`,
        }
      case "not_found":
        return {
          state: "refused",
          message: `${gateway} has no such address${reason}. See the option baseUrl.`,
        }
      case "unexpected_reply":
        return {
          state: "unreachable",
          message: `What answers at the option baseUrl is not ${gateway}'s API${reason}.`,
        }
      case "unavailable":
      case "unclear":
      case "rate_limited":
        return {
          state: "unreachable",
          message: `${gateway} could not be asked${reason}. It is asked again within a day.`,
        }
      default:
        return {
          state: "unknown",
          message: `${gateway} answered, but did not say whether it takes ${options}${reason}.`,
        }
    }
  }
}

/** Status and the gateway's own words, which the HTTP client has cut and redacted. */
function reasonOf({ httpStatus, detail }: GatewayError): string {
  const facts = [httpStatus === undefined ? undefined : `HTTP ${httpStatus}`, detail]
  const told = facts.filter((fact) => fact !== undefined && fact !== "").join(", ")
  return told === "" ? "" : ` (${told})`
}
