import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import type { Attempt } from "../core/attempt"
import type { BaseProvider } from "../core/base-provider"
import { type ConfiguredOption, describeConfigured } from "../core/describe-options"
import { readMedusaFacts } from "../settlement/medusa-facts"
import { requireAttempt } from "../settlement/require-attempt"
import { findGateway, resolveLedgerModule } from "../settlement/resolve-gateway"
import { retrieveWebhookEvent, type WebhookEventView } from "../webhooks/list-webhook-events"
import { redactField } from "./personal-fields"
import { retrieveAttempt } from "./retrieve-attempt"
import { readVersions, type Versions } from "./versions"

/** Webhooks of one payment; more are the same over again. */
const MOST_EVENTS = 50

/** What Medusa has of a payment: ids, statuses and sums. */
export interface BundledFacts {
  readonly session: {
    readonly id: string
    readonly status: string
    readonly amount: string
    readonly currency_code: string
  } | null
  readonly payment: { readonly id: string; readonly captured_at: string | null } | null
  readonly other_captured_payments: readonly string[]
  readonly cart_id: string | null
  readonly order: { readonly id: string; readonly is_canceled: boolean } | null
}

/** A secret's value is never part of it. */
export interface BundledOption {
  readonly name: string
  readonly kind: ConfiguredOption["kind"]
  readonly is_set: boolean
  readonly value?: ConfiguredOption["value"]
}

/** All that somebody has to know who helps with a payment; nothing of the payer, no secret. */
export interface SupportBundle {
  readonly generated_at: string
  readonly versions: Versions
  /** As staff sees it, without the payer's address and without pages that can be paid on. */
  readonly attempt: Readonly<Record<string, unknown>> & { readonly id: string }
  readonly medusa: BundledFacts
  readonly events: readonly (WebhookEventView & { readonly body: string })[]
  /** The gateway's options; of secrets only whether they are set. */
  readonly options: readonly BundledOption[]
  readonly settings: {
    readonly backend_url: string | null
    readonly storefront_url: string | null
    readonly return_path: string
  }
}

/** @throws {GatewayError} `not_found` */
export async function supportBundle(
  container: MedusaContainer,
  id: string
): Promise<SupportBundle> {
  const attempt = await requireAttempt(container, id)
  const { attempts, eventFinder } = resolveLedgerModule(container)
  const {
    email: _email,
    payment_page_url: _page,
    next_action: _next,
    ...detail
  } = await retrieveAttempt(container, id)
  const listed = await eventFinder.find({ attemptId: id }, { limit: MOST_EVENTS, offset: 0 })
  const { backendUrl, storefrontUrl, returnPath } = attempts.settings
  const provider = findGateway(container, attempt.providerId)
  return {
    generated_at: new Date().toISOString(),
    versions: readVersions(),
    attempt: {
      ...detail,
      timeline: detail.timeline.map((line) => ({
        ...line,
        message: withoutPeople(attempt, "message", line.message),
        data: redactedData(attempt, line.data),
      })),
    },
    medusa: await bundledFacts(container, attempt),
    events: await Promise.all(listed.map((event) => retrieveWebhookEvent(container, event.id))),
    options: provider ? bundledOptions(provider) : [],
    settings: {
      backend_url: backendUrl ?? null,
      storefront_url: storefrontUrl ?? null,
      return_path: returnPath,
    },
  }
}

function bundledOptions({ definition, options }: BaseProvider): BundledOption[] {
  const configured = describeConfigured(definition.optionsSchema, { ...options })
  return configured.map(({ isSet, ...option }) => ({ ...option, is_set: isSet }))
}

async function bundledFacts(container: MedusaContainer, attempt: Attempt): Promise<BundledFacts> {
  const { session, payment, otherPayments, cartId, order } = await readMedusaFacts(
    container,
    attempt
  )
  return {
    session: session && {
      id: session.id,
      status: session.status,
      amount: MathBN.convert(session.amount).toString(),
      currency_code: session.currencyCode,
    },
    payment: payment && {
      id: payment.id,
      captured_at: payment.capturedAt?.toISOString() ?? null,
    },
    other_captured_payments: otherPayments.map((other) => other.id),
    cart_id: cartId,
    order: order && { id: order.id, is_canceled: order.isCanceled },
  }
}

/** What gateways say, and staff writes, may name people. */
function redactedData(attempt: Attempt, data: unknown, path: readonly string[] = []): unknown {
  if (typeof data === "string") {
    return redactField({ gateway: attempt.gateway, path, value: data })
  }
  if (Array.isArray(data)) {
    return data.map((member) => redactedData(attempt, member, path))
  }
  return typeof data === "object" && data !== null
    ? Object.fromEntries(
        Object.entries(data).map(([name, member]) => [
          name,
          redactedData(attempt, member, [...path, name]),
        ])
      )
    : data
}

function withoutPeople({ gateway }: Attempt, name: string, value: string): string {
  return redactField({ gateway, path: [name], value })
}
