import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { WebhookDelivery, WebhookHint } from "../core/contract"
import { describeError, GatewayError } from "../core/errors"
import { findWebhookOwner, type OwnedWebhook } from "./find-webhook-owner"
import { kickEngine } from "./kick-engine"
import { resolveGateway, resolveLedgerModule } from "./resolve-gateway"

const LIMIT_MS = 8_000

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
  let isNew: boolean
  try {
    isNew = await inTime(store(container, { providerId, provider, hint }, delivery))
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
  if (isNew && hint.concerns !== "other") {
    kickEngine(container)
  }
}

async function store(
  container: MedusaContainer,
  received: OwnedWebhook,
  delivery: WebhookDelivery
): Promise<boolean> {
  const owned = await findWebhookOwner(container, received, delivery)
  return resolveLedgerModule(container).events.store({
    providerId: owned.providerId,
    gateway: received.provider.definition.identifier,
    hint: owned.hint,
    body: delivery.rawBody.toString("utf8"),
  })
}

/** A gateway hangs up after some seconds: with no database to be had it is told to come again. */
async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the database did not answer in time")), LIMIT_MS)
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
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
