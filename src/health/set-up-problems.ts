import type { GatewaySetUp } from "../setup/read-set-ups"
import type { Problem } from "./problem"

/** As much of a gateway's set-up as its problems are found by. */
export type JudgedSetUp = Pick<
  GatewaySetUp,
  "providerId" | "mode" | "record" | "lastAcceptedAt" | "lastRefused" | "regions"
> & {
  /** The name that people read. */
  readonly name: string
}

/**
 * What is wrong with how the gateways are set up: keys, webhooks, regions, mode.
 *
 * @param isProduction whether the shop runs with `NODE_ENV=production`
 */
export function findSetUpProblems(
  setUps: readonly JudgedSetUp[],
  isProduction: boolean
): Problem[] {
  return setUps.flatMap((setUp) =>
    [
      credentialsRefused(setUp),
      webhooksRefused(setUp),
      testFailed(setUp),
      regionProblem(setUp, "currency"),
      regionProblem(setUp, "countries"),
      testInProduction(setUp, isProduction),
    ].flatMap((problem) => problem ?? [])
  )
}

function credentialsRefused({ providerId, name, record }: JudgedSetUp): Problem | undefined {
  const { state, message, checkedAt } = record.credentials
  return state === "refused"
    ? {
        code: "credentials_refused",
        severity: "error",
        message: `Nobody can pay with ${name}: ${message ?? "it refused the credentials."}`,
        cure: "Correct the options in the configuration, start the shop again, and check the credentials once more under Settings > Payment gateways.",
        providerId,
        ...(checkedAt && { since: checkedAt }),
      }
    : undefined
}

/** A webhook that is taken, or a test that passes, shows that what was refused before is over. */
function webhooksRefused(setUp: JudgedSetUp): Problem | undefined {
  const { providerId, name, record, lastAcceptedAt, lastRefused } = setUp
  const passedAt = record.test.state === "passed" ? record.test.sentAt : null
  const goodAt = Math.max(lastAcceptedAt?.getTime() ?? 0, passedAt?.getTime() ?? 0)
  return lastRefused && lastRefused.lastAt.getTime() > goodAt
    ? {
        code: "webhooks_refused",
        severity: "warning",
        message: `The last webhook for ${name} was refused (${lastRefused.code}, ${times(lastRefused.count)} in that hour): ${lastRefused.message}`,
        cure: "Compare the webhook secret with the gateway's dashboard, and send a test webhook under Settings > Payment gateways. Strangers may send such webhooks, too: when the test passes, nothing has to be done.",
        providerId,
        since: lastRefused.lastAt,
      }
    : undefined
}

function testFailed({ providerId, name, record }: JudgedSetUp): Problem | undefined {
  const { state, problem, sentAt } = record.test
  return state === "failed" && problem
    ? {
        code: "webhook_test_failed",
        severity: "warning",
        message: `A test webhook for ${name} did not arrive: ${problem.message}`,
        cure: problem.cure,
        providerId,
        ...(sentAt && { since: sentAt }),
      }
    : undefined
}

const REGION_CODES = { currency: "currency_not_taken", countries: "countries_not_served" } as const

function regionProblem(
  { providerId, name, regions }: JudgedSetUp,
  kind: keyof typeof REGION_CODES
): Problem | undefined {
  const wrong = regions.filter(({ isEnabled, problem }) => isEnabled && problem?.kind === kind)
  const sentences = wrong.slice(0, 3).flatMap(({ problem }) => problem?.message ?? [])
  const others = wrong.length > 3 ? ` So it is with ${wrong.length - 3} more regions.` : ""
  return wrong.length > 0
    ? {
        code: REGION_CODES[kind],
        severity: "warning",
        message: `Shoppers are offered ${name} and cannot pay with it. ${sentences.join(" ")}${others}`,
        cure: "Take the gateway out of these regions, under Settings > Regions.",
        providerId,
      }
    : undefined
}

function testInProduction(
  { providerId, name, mode }: JudgedSetUp,
  isProduction: boolean
): Problem | undefined {
  return isProduction && mode === "test"
    ? {
        code: "test_mode_in_production",
        severity: "warning",
        message: `${name} is in test mode while the shop runs in production: orders are made for which no money comes.`,
        cure: "Set the option sandbox (or testMode) to false with live keys, or hide the method under Settings > Payment gateways.",
        providerId,
      }
    : undefined
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`
}
