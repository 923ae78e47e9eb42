import type { WebhookDeliveries } from "../../core/webhook-deliveries"
import type { Delivery, WebhookMishandling, WebhookProfile } from "../../core/webhook-types"
import type { Deposit, Refund } from "./entities"
import type { Directa24Account } from "./options"
import { toldAmount } from "./presenter"
import { resultControl } from "./signature"
import type { Directa24Store } from "./store"
import { confirmationProfile, refundProfile } from "./webhook-profile"

/** What of a confirmation is to differ from what it would be. */
export interface ConfirmationOverrides {
  result?: string
  /** `x_amount` as it is to stand there. */
  amount?: string
  currency?: string
  /** Any fields, `x_control` too; `null` leaves one out. Signed after the change. */
  fields?: Record<string, string | null>
  /** Instead of the whole body, as it is. */
  rawBody?: string
}

/** The fields that the browser takes back to the return URL. */
export function returnFields(store: Directa24Store, deposit: Deposit): Record<string, string> {
  const { account } = store
  const { amount } = toldAmount(store, deposit)
  const { result, invoice } = deposit
  return {
    result,
    x_invoice: invoice,
    x_iduser: deposit.userId,
    x_description: deposit.description,
    x_document: deposit.document,
    x_amount: amount,
    x_control: resultControl(account.endpoint.secret, {
      login: account.apiKey,
      result,
      amount,
      invoice,
    }),
  }
}

/** Writes confirmations and refund notifications and hands them to the deliveries. */
export class Confirmations {
  private readonly profile: WebhookProfile
  private readonly refundProfile: WebhookProfile

  constructor(
    private readonly store: Directa24Store,
    private readonly webhooks: WebhookDeliveries,
    private readonly gateway: string
  ) {
    this.profile = confirmationProfile(store.account)
    this.refundProfile = refundProfile(store.account)
  }

  /** Queues the confirmation of a deposit's present result. */
  send(
    deposit: Deposit,
    overrides: ConfirmationOverrides = {},
    mishandling: WebhookMishandling = {}
  ): Delivery[] {
    const told = toldAmount(this.store, deposit)
    const result = overrides.result ?? deposit.result
    const fields: Record<string, string | null> = {
      result,
      x_invoice: deposit.invoice,
      x_iduser: deposit.userId,
      x_description: deposit.description,
      x_document: deposit.document,
      x_bank: deposit.method?.code ?? "",
      x_payment_type: deposit.method?.type ?? "",
      x_bank_name: deposit.method?.name ?? "",
      x_amount: overrides.amount ?? told.amount,
      x_currency: overrides.currency ?? told.currency,
      ...overrides.fields,
    }
    const isRaw =
      overrides.rawBody !== undefined || Object.hasOwn(overrides.fields ?? {}, "x_control")
    const message = {
      gateway: this.gateway,
      event: `RESULT_${result}`,
      entityType: isRaw ? "RAW" : "DEPOSIT",
      entityId: deposit.invoice,
      body: overrides.rawBody ?? this.formOf(fields),
      url: deposit.confirmationUrl ?? undefined,
    }
    return this.webhooks.send(this.profile, message, mishandling)
  }

  /** Queues the notification of a refund, if it has a URL. */
  sendRefund(refund: Refund): Delivery[] {
    if (refund.notificationUrl === null) {
      return []
    }
    const body =
      this.account.settings.refundNotificationId === "refund_id"
        ? { refund_id: refund.id }
        : { deposit_id: Number(refund.deposit.document) }
    return this.webhooks.send(this.refundProfile, {
      gateway: this.gateway,
      event: `REFUND_${refund.status}`,
      entityType: "REFUND",
      entityId: refund.deposit.invoice,
      body: JSON.stringify(body),
      url: refund.notificationUrl,
    })
  }

  private get account(): Directa24Account {
    return this.store.account
  }

  private formOf(fields: Record<string, string | null>): string {
    const given = Object.entries(fields).filter(
      (field): field is [string, string] => field[1] !== null
    )
    return new URLSearchParams(given).toString()
  }
}
