import { isJsonObject, parseJson, type JsonObject, type JsonValue } from "../../core/json"
import type { WebhookDeliveries } from "../../core/webhook-deliveries"
import type { Delivery, WebhookMishandling, WebhookProfile } from "../../core/webhook-types"
import type { Transaction } from "./entities"
import { bankAccountHash, kycHash, transactionHash } from "./hash"
import { presentCallback } from "./presenters"
import type { XGatewayStore } from "./store"

/** What of a callback's body is to differ from what it would be. */
export interface CallbackOverrides {
  /** Set before the hash is made, which then fits them; `hash` itself stays as given. */
  members?: JsonObject
  /** Instead of the whole body, as it is. */
  rawBody?: string
}

/** Builds callbacks and hands them to the deliveries. */
export class XGatewayCallbacks {
  constructor(
    private readonly store: XGatewayStore,
    private readonly webhooks: WebhookDeliveries,
    private readonly profile: WebhookProfile,
    private readonly gateway: string
  ) {}

  /** Calls back with a transaction as it is now. Named `deposit.confirmed` and the like in the log. */
  announce(
    transaction: Transaction,
    overrides: CallbackOverrides = {},
    mishandling: WebhookMishandling = {}
  ): Delivery[] {
    const body = { ...presentCallback(this.store, transaction), ...overrides.members }
    const event =
      body.callbackType === "transaction"
        ? `${transaction.type}.${textOf(overrides.members?.status) || transaction.status}`
        : textOf(body.callbackType)
    return this.send(event, transaction.id, body, overrides, mishandling)
  }

  /** Any other body: bank accounts, verification, types that no document knows. */
  send(
    event: string,
    entityId: string,
    body: JsonObject,
    overrides: CallbackOverrides = {},
    mishandling: WebhookMishandling = {}
  ): Delivery[] {
    const { endpoint } = this.store.account
    const hash = overrides.members?.hash ?? hashOfBody(body, endpoint.secret)
    const message = {
      gateway: this.gateway,
      event,
      entityType: textOf(body.callbackType) || "transaction",
      entityId,
      body: overrides.rawBody ?? JSON.stringify({ ...body, hash }),
    }
    return this.webhooks.send(this.profile, message, mishandling)
  }
}

/** A member as the hash takes it; one that is no text or number counts as empty. */
function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : ""
}

/** The hash that a body of its type has. */
export function hashOfBody(body: JsonObject, secretKey: string): string {
  const text = (name: string) => textOf(body[name])
  switch (body.callbackType) {
    case "bank_account":
      return bankAccountHash(text("customerId"), text("currency"), secretKey)
    case "kyc":
      return kycHash(text("customerId"), secretKey)
    default:
      return transactionHash(
        {
          id: text("id"),
          customerId: text("customerId"),
          amount: text("amount"),
          currency: text("currency"),
        },
        secretKey
      )
  }
}

/** The body hashed anew, when its hash is one of ours; one that was set by hand stays. */
export function rehashed(text: string, known: Iterable<string>, secretKey: string): string {
  const own = parseJson(text)
  if (!isJsonObject(own)) {
    return text
  }
  const isOurs = [...known].some((secret) => hashOfBody(own, secret) === own.hash)
  const hash = hashOfBody(own, secretKey)
  return isOurs && hash !== own.hash ? JSON.stringify({ ...own, hash }) : text
}
