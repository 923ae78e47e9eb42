import type { MedusaContainer } from "@medusajs/framework/types"
import { withDeadline } from "../core/deadline"
import { describeError } from "../core/errors"
import { listGateways, resolveGateway, resolveLedgerModule } from "../settlement/resolve-gateway"
import { shopLog } from "../settlement/shop-log"

/** Some gateways are asked by several calls. */
const LONGEST_CHECK_MS = 25_000
/** Once a day, and rather a little earlier than a day late. */
const FRESH_MS = 23 * 3600 * 1000

/**
 * Asks a gateway whether it takes the configured credentials, and keeps the answer.
 *
 * @throws {GatewayError} `not_found`
 */
export async function checkCredentials(
  container: MedusaContainer,
  providerId: string
): Promise<void> {
  const { gateway } = resolveGateway(container, providerId)
  const check = await withDeadline(LONGEST_CHECK_MS, () => gateway.checkCredentials())
  await resolveLedgerModule(container).providers.saveCredentials(providerId, check)
  if (check.state === "refused") {
    shopLog(container).error(`credentials refused: ${check.message ?? ""}`, { gateway: providerId })
  }
}

/**
 * Asks every gateway that was not asked within a day. One process does it, whichever comes first.
 *
 * @param now the present; when an answer is a day old is judged by it
 */
export async function checkDueCredentials(container: MedusaContainer, now: Date): Promise<void> {
  const { leases, providers } = resolveLedgerModule(container)
  await leases.hold("check_credentials", async () => {
    const records = await providers.list()
    for (const { providerId } of listGateways(container)) {
      const checkedAt = records.get(providerId)?.credentials.checkedAt?.getTime() ?? 0
      if (now.getTime() - checkedAt >= FRESH_MS) {
        await checkOne(container, providerId)
      }
    }
  })
}

/** One gateway that cannot be checked keeps no other one from it. */
async function checkOne(container: MedusaContainer, providerId: string): Promise<void> {
  try {
    await checkCredentials(container, providerId)
  } catch (error) {
    shopLog(container).warn(`credentials could not be checked: ${describeError(error)}`, {
      gateway: providerId,
    })
  }
}
