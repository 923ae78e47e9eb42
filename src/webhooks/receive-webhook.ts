import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { BaseProvider } from "../core/base-provider"
import type { WebhookDelivery } from "../core/contract"
import { describeError, GatewayError } from "../core/errors"
import { metrics, traced } from "../observability"
import { receiveTestWebhook } from "../setup/receive-test-webhook"
import { bodyCheck } from "../setup/test-delivery"
import { findWebhookOwner, type OwnedWebhook } from "./find-webhook-owner"
import { kickEngine } from "./kick-engine"
import { BodyTooLargeError, readRawBody } from "./read-raw-body"
import { reportRefusal } from "./report-refusal"
import { findGateway, resolveLedgerModule } from "../settlement/resolve-gateway"
import { shopLog } from "../settlement/shop-log"

/** Gateways hang up after some seconds: with no database to be had they are told to come again. */
const STORE_LIMIT_MS = 8_000

const RECEIVED = { received: true }

/**
 * The one receiver of webhooks: verify, store, commit, answer; process after that. Whatever is
 * answered with 200 is stored and will be processed, whatever happens to this process. Else: 404
 * for an unknown gateway, 413 for what is too large, 400 for what cannot be read, 401 for what is
 * not signed rightly, 503 when it could not be stored.
 *
 * @param key `<identifier>_<id>` of the provider
 * @returns false when there is no such gateway; then nothing was answered
 */
export async function receiveWebhook(
  req: MedusaRequest,
  res: MedusaResponse,
  key: string
): Promise<boolean> {
  const container = req.scope
  const providerId = `pp_${key.replace(/^pp_/, "")}`
  const provider = findGateway(container, providerId)
  if (!provider) {
    return false
  }
  const answer = await traced(
    "payment_gateways.webhook.receive",
    { gateway: provider.definition.identifier, kind: "consumer" },
    () => answerTo(req, providerId, provider)
  )
  // What was not read of a refused body is not waited for.
  if (answer.status === 413) {
    res.setHeader("Connection", "close")
  }
  send(res, answer)
  if (answer.isNew) {
    kickEngine(container)
  }
  return true
}

interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  /** There is something to be processed. */
  readonly isNew?: boolean
}

/** Without Express, which works out an entity tag for every answer: nobody keeps these. */
function send(res: MedusaResponse, { status, body }: Answer): void {
  const text = JSON.stringify(body)
  res
    .writeHead(status, {
      "content-type": "application/json; charset=utf-8",
      "content-length": Buffer.byteLength(text),
    })
    .end(text)
}

async function answerTo(
  req: MedusaRequest,
  providerId: string,
  provider: BaseProvider
): Promise<Answer> {
  const container = req.scope
  const { identifier } = provider.definition
  let received: OwnedWebhook
  let delivery: WebhookDelivery | undefined
  try {
    delivery = { rawBody: await readRawBody(req), headers: req.headers, now: new Date() }
    received = { providerId, provider, hint: provider.gateway.readWebhook(delivery) }
  } catch (error) {
    const refusal = refusalOf(container, { providerId, provider }, error)
    return {
      ...refusal,
      body: { ...refusal.body, ...bodyCheck(req.headers, delivery?.rawBody) },
    }
  }
  try {
    const { testToken } = received.hint
    if (testToken !== undefined) {
      return await inTime(testAnswer(container, providerId, testToken))
    }
    const isNew = await inTime(store(container, received, delivery))
    metrics.webhookStored(identifier, !isNew)
    return { status: 200, body: RECEIVED, isNew: isNew && received.hint.concerns !== "other" }
  } catch (error) {
    metrics.webhookRefused(identifier, "unavailable")
    const message = `webhook could not be stored, asking for it again: ${describeError(error)}`
    shopLog(container).error(message, { gateway: providerId })
    return {
      status: 503,
      body: { type: "unavailable", message: "The webhook could not be stored. Send it again." },
    }
  }
}

const STATUSES: Readonly<Partial<Record<GatewayError["reason"], number>>> = {
  invalid_signature: 401,
  invalid_webhook: 400,
}

/** Refused here and not by Medusa's error handler: strangers must not cost more than gateways. */
function refusalOf(
  container: MedusaContainer,
  owner: { readonly providerId: string; readonly provider: BaseProvider },
  error: unknown
): Answer {
  const { identifier } = owner.provider.definition
  if (error instanceof BodyTooLargeError) {
    metrics.webhookRefused(identifier, "too_large")
    reportRefusal(container, owner, "too_large", error)
    return { status: 413, body: { type: "invalid_data", message: error.message } }
  }
  const status = GatewayError.is(error) ? STATUSES[error.reason] : undefined
  if (!GatewayError.is(error) || status === undefined) {
    throw error
  }
  metrics.webhookRefused(identifier, error.reason)
  reportRefusal(container, owner, error.reason, error)
  return { status, body: { type: error.type, message: error.message } }
}

/** The shop's own test is marked and nothing else; any other one is refused. */
async function testAnswer(
  container: MedusaContainer,
  providerId: string,
  token: string
): Promise<Answer> {
  return (await receiveTestWebhook(container, providerId, token))
    ? { status: 200, body: RECEIVED }
    : {
        status: 409,
        body: {
          type: "not_allowed",
          message: "This shop does not wait for this test: another one has sent it, or long ago.",
        },
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

async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error("the database did not answer in time")),
      STORE_LIMIT_MS
    )
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
