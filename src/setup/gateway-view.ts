import type { MedusaContainer } from "@medusajs/framework/types"
import { type ConfiguredOption, describeConfigured } from "../core/describe-options"
import type { MethodTexts } from "../core/method-texts"
import { webhookUrlOf } from "../core/webhook-url"
import type { GatewayHealth } from "../health/gateway-health"
import type { Health } from "../health/read-health"
import { readShopHealth } from "../health/read-shop-health"
import { showProblem } from "../health/show-health"
import type { ProviderRecord } from "../modules/payment-gateways/provider-store"
import { resolveGateway, resolveLedgerModule } from "../settlement/resolve-gateway"
import type { GatewaySetUp } from "./read-set-ups"
import { takenCurrencies } from "./taken-currencies"

/** Every configured gateway as staff sees it. No secrets. */
export async function listGatewayViews(container: MedusaContainer) {
  const { health, setUps } = await readShopHealth(container)
  const { backendUrl } = resolveLedgerModule(container).attempts.settings
  return setUps.map((setUp) => viewOf(setUp, health, backendUrl))
}

/**
 * One configured gateway.
 *
 * @throws {GatewayError} `not_found`
 */
export async function retrieveGatewayView(container: MedusaContainer, providerId: string) {
  // Throws before anything is read.
  resolveGateway(container, providerId)
  const views = await listGatewayViews(container)
  return views.find((view) => view.provider_id === providerId)
}

function viewOf(setUp: GatewaySetUp, health: Health, backendUrl: string | undefined) {
  const { providerId, provider, record } = setUp
  const { definition, gateway, options } = provider
  const work = health.gateways.find((one) => one.providerId === providerId)
  const { identifier } = definition
  return {
    provider_id: providerId,
    gateway: identifier,
    id: providerId.slice(`pp_${identifier}_`.length),
    name: definition.displayName,
    mode: setUp.mode,
    circuit: work?.circuit ?? "closed",
    options: describeConfigured(definition.optionsSchema, { ...options }).map(showOption),
    webhook_url: backendUrl === undefined ? null : webhookUrlOf(backendUrl, providerId),
    webhooks: showWebhooks(setUp),
    credentials: {
      state: record.credentials.state,
      checked_at: record.credentials.checkedAt?.toISOString() ?? null,
      message: record.credentials.message,
    },
    test_webhook: showTest(record),
    capabilities: {
      refund: gateway.capabilities.refund,
      partial_refund: gateway.capabilities.partialRefund,
      capture: gateway.capabilities.capture,
      cancel: gateway.capabilities.cancel,
      customers: gateway.capabilities.customers,
      subscriptions: gateway.capabilities.subscriptions,
    },
    currencies: takenCurrencies(gateway),
    regions: setUp.regions.map((region) => ({
      id: region.id,
      name: region.name,
      currency_code: region.currencyCode.toLowerCase(),
      countries: region.countries,
      is_enabled: region.isEnabled,
      problem: region.problem?.message ?? null,
    })),
    policies: {
      deferred_order: options.deferredOrder,
      underpaid: options.underpaid,
      overpaid: options.overpaid,
      duplicate: options.duplicate,
      underpayment_tolerance_percent: options.underpaymentTolerancePercent,
    },
    method: showMethod(record),
    problems: health.problems
      .filter((problem) => problem.providerId === providerId)
      .map(showProblem),
    ...showWork(work),
  }
}

function showOption({ name, kind, isSet, value }: ConfiguredOption) {
  return { name, kind, is_set: isSet, ...(value !== undefined && { value }) }
}

function showWebhooks({ lastAcceptedAt, lastRefused }: GatewaySetUp) {
  return {
    last_accepted_at: lastAcceptedAt?.toISOString() ?? null,
    last_refused: lastRefused && {
      at: lastRefused.lastAt.toISOString(),
      code: lastRefused.code,
      message: lastRefused.message,
      count: lastRefused.count,
    },
  }
}

/** One that never came back was sent by a process that died. */
function showTest({ test: { state, sentAt, problem } }: ProviderRecord) {
  return {
    state: state === "sent" ? "failed" : state,
    sent_at: sentAt?.toISOString() ?? null,
    problem:
      state === "sent"
        ? {
            code: "not_received",
            message: "The test has not come back yet, or was broken off.",
            cure: "Send it again.",
          }
        : problem,
  }
}

function showMethod({ texts, rank, isHidden }: ProviderRecord): {
  texts: MethodTexts
  rank: number
  is_hidden: boolean
} {
  return { texts, rank, is_hidden: isHidden }
}

function showWork(work: GatewayHealth | undefined) {
  return { watched: work?.watched ?? 0, checks_failing: work?.checksFailing ?? 0 }
}
