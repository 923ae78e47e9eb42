/** Send the payer's browser to the gateway's page. */
export interface RedirectAction {
  readonly type: "redirect"
  readonly url: string
  /** `POST`: submit a form with `fields` to `url`. */
  readonly method: "GET" | "POST"
  readonly fields?: Readonly<Record<string, string>>
}

/** One address to which the payer can send the money. */
export interface TransferDestination {
  readonly asset: string
  readonly network: string
  readonly address: string
  /** In the asset's own units, to be shown as it is. */
  readonly amount: string
  /** For a QR code or a link that opens a wallet. */
  readonly uri?: string
  /** Must accompany the transfer where the network has memos. */
  readonly memo?: string
}

/** Show the payer where to send the money; one of the destinations is enough. */
export interface TransferAction {
  readonly type: "transfer"
  readonly destinations: readonly TransferDestination[]
}

/** A question to the payer. */
export interface CollectField {
  readonly name: string
  readonly label: string
  /** A regular expression for the whole answer. */
  readonly pattern?: string
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly required: boolean
}

/** Ask the payer, then send the answers to `/store/payment-gateways/sessions/<id>/payer`. */
export interface CollectAction {
  readonly type: "collect"
  readonly fields: readonly CollectField[]
}

/** What the payer has to do next. */
export type NextAction = RedirectAction | TransferAction | CollectAction

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === "string" && value !== ""

const isOptionalText = (value: unknown): value is string | undefined =>
  value === undefined || typeof value === "string"

/** A page, and nothing that runs in the shop's own page, as a `javascript:` address would. */
function isPageAddress(value: unknown): value is string {
  return isText(value) && /^https?:$/.test(protocolOf(value))
}

/** Empty for what is no address. Newer browsers have `URL.canParse` for that. */
function protocolOf(text: string): string {
  try {
    return new URL(text).protocol
  } catch {
    return ""
  }
}

function isRedirect(action: Fields): boolean {
  const { fields, method, url } = action
  const areFormFields =
    fields === undefined ||
    (isFields(fields) && Object.values(fields).every((value) => typeof value === "string"))
  return isPageAddress(url) && (method === "GET" || method === "POST") && areFormFields
}

function isDestination(value: unknown): value is TransferDestination {
  return (
    isFields(value) &&
    [value.asset, value.network, value.address, value.amount].every(isText) &&
    isOptionalText(value.uri) &&
    isOptionalText(value.memo)
  )
}

function isOption(value: unknown): boolean {
  return isFields(value) && typeof value.value === "string" && typeof value.label === "string"
}

function isCollectField(value: unknown): value is CollectField {
  return (
    isFields(value) &&
    isText(value.name) &&
    isText(value.label) &&
    isOptionalText(value.pattern) &&
    (value.options === undefined ||
      (Array.isArray(value.options) && value.options.every(isOption))) &&
    typeof value.required === "boolean"
  )
}

const isListOf = (value: unknown, isItem: (item: unknown) => boolean) =>
  Array.isArray(value) && value.length > 0 && value.every(isItem)

function isNextAction(value: unknown): value is NextAction {
  if (!isFields(value)) {
    return false
  }
  switch (value.type) {
    case "redirect":
      return isRedirect(value)
    case "transfer":
      return isListOf(value.destinations, isDestination)
    case "collect":
      return isListOf(value.fields, isCollectField)
    default:
      return false
  }
}

/**
 * Medusa merges a session's data when it changes, at every depth: what an earlier action had and
 * this one has not is there as `null`.
 */
function withoutNulls(value: unknown): unknown {
  if (!isFields(value)) {
    return value
  }
  const before = Object.entries(value)
  const after = before
    .filter(([, item]) => item !== null)
    .map(([name, item]): [string, unknown] => [name, withoutNulls(item)])
  const isAsBefore =
    after.length === before.length && after.every(([name, item]) => item === value[name])
  return isAsBefore ? value : Object.fromEntries(after)
}

/**
 * What the payer has to do next, out of a payment session's `data`, which the Store API types as
 * unknown.
 *
 * @returns `null` when nothing is left to do; `undefined` when the session says something that
 *   this version does not know or that is not safe to follow: show the payer an error then, not
 *   a success.
 */
export function readNextAction(
  data: Readonly<Record<string, unknown>> | null | undefined
): NextAction | null | undefined {
  const action = withoutNulls(data?.next_action)
  return action === null || isNextAction(action) ? action : undefined
}
