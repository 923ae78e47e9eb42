import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { PaymentException } from "../core/attempt"
import {
  ATTEMPT_STATES,
  type AttemptFilter,
  type AttemptOwners,
  type AttemptState,
} from "../modules/payment-gateways/attempt-finder"
import { filterText, PAGE, parseQuery } from "../settlement/parse-query"
import { resolveLedgerModule } from "../settlement/resolve-gateway"
import { PERIOD, periodOf } from "../statement/period"
import { attemptItemsOf } from "./attempt-items"
import type { AttemptListItem } from "./attempt-view"
import { ownersOfOrders, ownersOfText } from "./find-owners"

export interface AttemptPage {
  readonly attempts: readonly AttemptListItem[]
  readonly count: number
  readonly offset: number
  readonly limit: number
}

const STATUSES = [
  "created",
  "pending",
  "requires_more",
  "authorized",
  "captured",
  "failed",
  "canceled",
  "expired",
] as const

const EXCEPTIONS = [
  "underpaid",
  "overpaid",
  "late",
  "duplicate",
  "mismatched",
  "orphaned",
] as const satisfies readonly PaymentException[]

const COUNTED = { ...PERIOD, gateway: filterText.optional(), provider_id: filterText.optional() }

/** What attempts can be looked for by; the rest of a query is refused. */
const querySchema = z.strictObject({
  ...PAGE,
  ...COUNTED,
  q: filterText.optional(),
  session_id: filterText.optional(),
  order_id: filterText.optional(),
  for_order: filterText.optional(),
  cart_id: filterText.optional(),
  reference: filterText.optional(),
  status: z.enum(STATUSES).optional(),
  state: z.enum(["attention", ...ATTEMPT_STATES]).optional(),
  exception: z.enum(EXCEPTIONS).optional(),
  order: z.enum(["newest", "attention"]).default("newest"),
})

type Query = z.output<typeof querySchema>

/**
 * Attempts to pay, newest first.
 *
 * @param query `limit` (1 to 100), `offset`, `order` (`newest`, or `attention`: those with an
 * exception first), and any of `q` (see `ownersOfText`), `gateway`, `provider_id`, `status`,
 * `state` (a group of statuses, or `attention`), `exception`, `from` and `to` (when they were
 * made), `order_id`, `cart_id`, `session_id`, `reference`, and `for_order`: an order's and those of
 * its cart
 * @throws {GatewayError} `invalid_input` for anything else
 */
export async function listAttempts(
  container: MedusaContainer,
  query: unknown,
  { onlyExceptions = false }: { readonly onlyExceptions?: boolean } = {}
): Promise<AttemptPage> {
  const asked = parseQuery(querySchema, query)
  const { limit, offset, order } = asked
  const { finder } = resolveLedgerModule(container)
  const filter = await filterOf(container, asked, onlyExceptions)
  const [attempts, count] = await Promise.all([
    finder.find(filter, { limit, offset, order }),
    finder.count(filter),
  ])
  return { attempts: await attemptItemsOf(container, attempts), count, offset, limit }
}

export interface AttemptCountsView {
  /** `attention` counts across the others. */
  readonly counts: Readonly<Record<AttemptState | "attention" | "all", number>>
  readonly exceptions: Readonly<Partial<Record<PaymentException, number>>>
}

/**
 * How many attempts there are of each group and of each exception.
 *
 * @param query any of `gateway`, `provider_id`, `from`, `to`
 * @throws {GatewayError} `invalid_input` for anything else
 */
export async function countAttempts(
  container: MedusaContainer,
  query: unknown
): Promise<AttemptCountsView> {
  const asked = parseQuery(z.strictObject(COUNTED), query)
  const { finder } = resolveLedgerModule(container)
  const { states, exceptions } = await finder.counts(await madeBy(container, asked))
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
  return {
    counts: {
      ...states,
      attention: sum(Object.values(exceptions)),
      all: sum(Object.values(states)),
    },
    exceptions,
  }
}

async function filterOf(
  container: MedusaContainer,
  asked: Query,
  onlyExceptions: boolean
): Promise<AttemptFilter> {
  const { state, status, exception } = asked
  const owners = await ownersOf(container, asked)
  return {
    ...(await madeBy(container, asked)),
    ...(owners.length > 0 && { owners }),
    ...(status && { status }),
    ...(exception && { exception }),
    ...(state && state !== "attention" && { state }),
    ...((onlyExceptions || state === "attention") && { hasException: true }),
  }
}

/** Providers and period; a gateway may be, or have been, configured several times. */
async function madeBy(
  container: MedusaContainer,
  asked: Pick<Query, "gateway" | "provider_id" | "from" | "to">
): Promise<Pick<AttemptFilter, "providerIds" | "from" | "to">> {
  const { from, to } = periodOf(asked)
  const { gateway, provider_id: providerId } = asked
  const ofGateway = gateway === undefined ? undefined : await providersOf(container, gateway)
  const providerIds =
    providerId === undefined
      ? ofGateway
      : [providerId].filter((id) => ofGateway?.includes(id) ?? true)
  return { ...(providerIds && { providerIds }), ...(from && { from }), ...(to && { to }) }
}

async function providersOf(container: MedusaContainer, gateway: string): Promise<string[]> {
  const ids = await resolveLedgerModule(container).finder.providerIds()
  return ids.filter((id) => id === `pp_${gateway}` || id.startsWith(`pp_${gateway}_`))
}

async function ownersOf(container: MedusaContainer, asked: Query): Promise<AttemptOwners[]> {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { q, for_order: order } = asked
  const owners: AttemptOwners[] = []
  if (q !== undefined) {
    owners.push(await ownersOfText(knex, q))
  }
  if (order !== undefined) {
    owners.push(await ownersOfOrders(knex, [order]))
  }
  for (const [name, value] of [
    ["sessionIds", asked.session_id],
    ["orderIds", asked.order_id],
    ["cartIds", asked.cart_id],
    ["references", asked.reference],
  ] as const) {
    if (value !== undefined) {
      owners.push({ [name]: [value] })
    }
  }
  return owners
}
