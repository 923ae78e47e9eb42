import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { WebhookHint } from "../core/contract"
import { describeError, GatewayError } from "../core/errors"
import { findWebhookOwner } from "./find-webhook-owner"
import { processWebhookEvents } from "./process-webhook-events"
import { resolveGateway, resolveLedgerModule } from "./resolve-gateway"

/**
 * The one receiver of webhooks: verify, store, commit, answer; process after that. Whatever is
 * answered with 200 is stored and will be processed, whatever happens to this process.
 *
 * @param key `<identifier>_<id>` of the provider
 * @throws {GatewayError} `not_found` (404), `invalid_signature` (401), `invalid_webhook` (400)
 */
export async function receiveWebhook(
  req: MedusaRequest,
  res: MedusaResponse,
  key: string
): Promise<void> {
  const container = req.scope
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const providerId = `pp_${key.replace(/^pp_/, "")}`
  const provider = resolveGateway(container, providerId)
  const rawBody = rawBodyOf(req)
  const delivery = { rawBody, headers: req.headers, now: new Date() }
  let hint: WebhookHint
  try {
    hint = provider.gateway.readWebhook(delivery)
  } catch (error) {
    logger.warn(`[${provider.definition.displayName}] webhook refused: ${describeError(error)}`)
    throw error
  }
  let stored: { readonly id: string; readonly isDuplicate: boolean }
  try {
    const owned = await findWebhookOwner(container, { providerId, provider, hint }, delivery)
    stored = await resolveLedgerModule(container).events.store({
      providerId: owned.providerId,
      gateway: provider.definition.identifier,
      hint: owned.hint,
      body: rawBody.toString("utf8"),
    })
  } catch (error) {
    logger.error(
      `[${provider.definition.displayName}] webhook could not be stored, asking for it again: ${describeError(error)}`
    )
    res.status(503).json({
      type: "unavailable",
      message: "The webhook could not be stored. Send it again.",
    })
    return
  }
  res.status(200).json({ received: true })
  if (!stored.isDuplicate) {
    processSoon(container, logger, stored.id)
  }
}

/** Starts processing without keeping the answer waiting; the job finds what is left over. */
function processSoon(container: MedusaContainer, logger: Logger, id: string): void {
  setImmediate(() => {
    processWebhookEvents(container, { id }).catch((error: unknown) => {
      logger.error(`[payment gateways] webhook ${id} not processed yet: ${describeError(error)}`)
    })
  })
}

function rawBodyOf(req: MedusaRequest): Buffer {
  const { rawBody } = req as { rawBody?: unknown }
  if (!Buffer.isBuffer(rawBody) || rawBody.length === 0) {
    throw new GatewayError({
      code: "invalid_webhook",
      message: "The webhook has no readable body. Send it as JSON, as a form or as text.",
      retry: false,
    })
  }
  return rawBody
}
