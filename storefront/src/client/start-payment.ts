import type { SessionData } from "../session-data.js"
import { PaymentClientError } from "./payment-client-error.js"
import { requestJson, type StoreAccess, type StoreRequest } from "./store-request.js"

/** For every request. */
export interface RequestOptions {
  /** Ends the request; its own reason is then thrown. */
  readonly signal?: AbortSignal
}

/** What is paid: a cart, or a collection that is there already, e.g. an order's. */
type Payable =
  | { readonly cartId: string; readonly paymentCollectionId?: undefined }
  | { readonly cartId?: undefined; readonly paymentCollectionId: string }

/** What is paid, and how. */
export type PaymentToStart = Payable & {
  /** `pp_<gateway>_<id>`, e.g. `pp_streampay_streampay`. */
  readonly providerId: string
  /** What the gateway may want to know of the payer, by the names of `collect`'s fields. */
  readonly data?: Readonly<Record<string, unknown>>
}

/** A payment that was started. */
export interface StartedPayment {
  readonly paymentCollectionId: string
  /** All that has to be kept, e.g. in the page's address. */
  readonly sessionId: string
  /** `null` where the shop's API leaves it out; the state tells the same. */
  readonly data: SessionData | null
}

interface SessionReply {
  readonly id: string
  readonly provider_id: string
  readonly created_at?: string
  readonly data?: SessionData | null
}

interface CollectionReply {
  readonly id: string
  readonly payment_sessions?: readonly SessionReply[]
}

/**
 * Creates a payment session by Medusa's Store API.
 *
 * @throws {PaymentClientError}
 */
export async function startPayment(
  access: StoreAccess,
  { cartId, paymentCollectionId, providerId, data }: PaymentToStart,
  { signal }: RequestOptions = {}
): Promise<StartedPayment> {
  const collectionId = paymentCollectionId ?? (await collectionOf(access, cartId, signal))
  const { payment_sessions: sessions = [] } = await postCollection(access, {
    path: `/store/payment-collections/${encodeURIComponent(collectionId)}/payment-sessions`,
    body: { provider_id: providerId, ...(data && { data }) },
    signal,
  })
  const [session] = sessions
    .filter(({ provider_id: provider }) => provider === providerId)
    .sort((one, other) => (other.created_at ?? "").localeCompare(one.created_at ?? ""))
  if (!session) {
    throw new PaymentClientError({ message: "The shop did not start the payment.", status: null })
  }
  return { paymentCollectionId: collectionId, sessionId: session.id, data: session.data ?? null }
}

/** A cart has one collection; the same request creates and finds it. */
async function collectionOf(
  access: StoreAccess,
  cartId: string | undefined,
  signal: AbortSignal | undefined
): Promise<string> {
  const path = "/store/payment-collections"
  const { id } = await postCollection(access, { path, body: { cart_id: cartId }, signal })
  return id
}

async function postCollection(
  access: StoreAccess,
  request: StoreRequest
): Promise<CollectionReply> {
  const reply = (await requestJson(access, request)) as {
    payment_collection?: CollectionReply
  } | null
  if (!reply?.payment_collection) {
    throw new PaymentClientError({
      message: "The shop answered something else than a payment collection.",
      status: null,
    })
  }
  return reply.payment_collection
}
