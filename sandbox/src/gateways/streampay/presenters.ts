import type { JsonObject } from "../../core/json"
import { toMajor, toSmallestUnit, splitVat } from "./money"
import type { StreamPayStore } from "./store"
import { zonedTime, zonelessOrNull, zonelessTime } from "./timestamps"
import type {
  Consumer,
  Invoice,
  Payment,
  PaymentLink,
  Price,
  Product,
  Subscription,
} from "./entities"

/** ProductDto; the members for a single price repeat the first active one. */
export function presentProduct(product: Product): JsonObject {
  const shown = product.prices.find((price) => price.isActive) ?? product.prices[0]
  return {
    id: product.id,
    name: product.name,
    description: product.description,
    type: product.type,
    price: shown ? toMajor(shown.amountMinor, shown.currency) : null,
    currency: shown?.currency ?? null,
    prices: product.prices.map(presentPrice),
    is_active: product.isActive,
    is_one_time: product.isOneTime,
    is_used_in_finalized_invoice: product.isUsedInFinalizedInvoice,
    recurring_interval: product.recurringInterval,
    recurring_interval_count: product.recurringIntervalCount,
    is_price_inclusive_of_vat: shown?.isInclusiveOfVat ?? true,
    is_price_exempt_from_vat: shown?.isExemptFromVat ?? false,
    created_at: zonedTime(product.createdAt),
  }
}

export function presentPrice(price: Price): JsonObject {
  const { net, vat } = splitVat(price)
  return {
    id: price.id,
    currency: price.currency,
    amount: toMajor(price.amountMinor, price.currency),
    is_active: price.isActive,
    is_price_inclusive_of_vat: price.isInclusiveOfVat,
    is_price_exempt_from_vat: price.isExemptFromVat,
    price_excluding_vat: toMajor(net, price.currency),
    vat_amount: toMajor(vat, price.currency),
  }
}

/** PaymentLinkDetailed. */
export function presentLink(store: StreamPayStore, link: PaymentLink, url: string): JsonObject {
  const collected = store.collectedBy(link.id)
  return {
    id: link.id,
    url,
    name: link.name,
    description: link.description,
    status: store.shownStatus(link),
    amount: toMajor(link.totalMinor, link.currency),
    currency: link.currency,
    amount_in_smallest_unit: toSmallestUnit(link.totalMinor),
    original_amount: toMajor(link.totalMinor, link.currency),
    original_amount_in_smallest_unit: toSmallestUnit(link.totalMinor),
    amount_collected: toMajor(collected, link.currency),
    amount_collected_in_smallest_unit: toSmallestUnit(collected),
    max_number_of_payments: link.maxNumberOfPayments,
    valid_until: link.validUntil === null ? null : zonedTime(link.validUntil),
    confirmation_message: link.confirmationMessage,
    deactivate_message: link.deactivateMessage,
    payment_methods: link.paymentMethods,
    trial_period_days: link.trialPeriodDays,
    custom_fields: link.customFields,
    custom_metadata: link.customMetadata,
    contact_information_type: link.contactInformationType,
    organization_consumer_id: link.organizationConsumerId,
    items: link.items.map((item) => {
      const product = store.products.get(item.productId)
      return {
        product_id: item.productId,
        quantity: item.quantity,
        allow_custom_quantity: item.allowCustomQuantity,
        min_quantity: item.minQuantity,
        max_quantity: item.maxQuantity,
        coupons: [],
        product: product ? presentProduct(product) : null,
      }
    }),
    coupons: [],
    success_redirect_url: link.successRedirectUrl,
    failure_redirect_url: link.failureRedirectUrl,
    created_at: zonedTime(link.createdAt),
  }
}

/** InvoiceListItem: it does not tell which link it belongs to. */
export function presentInvoice(
  store: StreamPayStore,
  invoice: Invoice,
  withPayments: boolean
): JsonObject {
  const paid = store.paidOn(invoice.id)
  const remaining = paid >= invoice.totalMinor ? 0n : invoice.totalMinor - paid
  return {
    id: invoice.id,
    status: invoice.status,
    currency: invoice.currency,
    total_amount: toMajor(invoice.totalMinor, invoice.currency),
    total_amount_in_smallest_unit: toSmallestUnit(invoice.totalMinor),
    paid_amount: toMajor(paid, invoice.currency),
    paid_amount_in_smallest_unit: toSmallestUnit(paid),
    remaining_amount: toMajor(remaining, invoice.currency),
    remaining_amount_in_smallest_unit: toSmallestUnit(remaining),
    organization_consumer_id: invoice.organizationConsumerId,
    created_at: zonelessTime(invoice.createdAt),
    payments: withPayments ? store.paymentsOf(invoice.id).map(presentInvoicePayment) : null,
  }
}

/** What `GET /invoices/{id}` has on top of the list. */
export function presentInvoiceDetails(
  store: StreamPayStore,
  invoice: Invoice,
  url: string
): JsonObject {
  const link = store.links.get(invoice.paymentLinkId ?? "")
  const consumer = store.consumers.get(invoice.organizationConsumerId ?? "")
  return {
    ...presentInvoice(store, invoice, true),
    invoice_number: String(invoice.number),
    org_invoice_number: `SBX-${invoice.number}`,
    url,
    items: (link?.items ?? []).map((item) => ({
      product_id: item.productId,
      name: store.products.get(item.productId)?.name ?? null,
      quantity: item.quantity,
    })),
    subscription_id: invoice.subscriptionId,
    payment_methods: link?.paymentMethods ?? null,
    custom_field_answers: null,
    organization_consumer: consumer ? presentConsumer(consumer) : null,
  }
}

/** PaymentDto, as it stands inside invoices. */
export function presentInvoicePayment(payment: Payment): JsonObject {
  return {
    id: payment.id,
    amount: toMajor(payment.amountMinor, payment.currency),
    amount_in_smallest_unit: toSmallestUnit(payment.amountMinor),
    currency: payment.currency,
    scheduled_on: zonelessTime(payment.scheduledOn),
    invoice_payment_number: payment.number,
    type: payment.type,
    payment_method: payment.method,
    current_status: payment.currentStatus,
    payed_at: zonelessOrNull(payment.payedAt),
    settled_at: zonelessOrNull(payment.settledAt),
    refunded_at: zonelessOrNull(payment.refundedAt),
    pdf_link: null,
  }
}

/** PaymentResponse. */
export function presentPayment(store: StreamPayStore, payment: Payment): JsonObject {
  const refunded = store.account.settings.showAmountRefunded
    ? { amount_refunded: toMajor(payment.refundedMinor, payment.currency) }
    : {}
  return {
    ...presentInvoicePayment(payment),
    invoice_id: payment.invoiceId,
    refund_reason: payment.refundReason,
    refund_note: payment.refundNote,
    latest_pgw_message: payment.gatewayMessage,
    subcription_id: store.invoices.get(payment.invoiceId)?.subscriptionId ?? null,
    created_at: zonelessTime(payment.createdAt),
    ...refunded,
  }
}

export function presentConsumer(consumer: Consumer): JsonObject {
  return {
    id: consumer.id,
    name: consumer.name,
    phone_number: consumer.phoneNumber,
    email: consumer.email,
    external_id: consumer.externalId,
    iban: consumer.iban,
    alias: consumer.alias,
    comment: consumer.comment,
    preferred_language: consumer.preferredLanguage,
    communication_methods: consumer.communicationMethods,
    consumer_type: consumer.consumerType,
    address: consumer.address,
    vat_number: consumer.vatNumber,
    commercial_registration: consumer.commercialRegistration,
    is_deleted: consumer.isDeleted,
    created_at: zonedTime(consumer.createdAt),
  }
}

export function presentSubscription(subscription: Subscription): JsonObject {
  return {
    id: subscription.id,
    status: subscription.status,
    currency: subscription.currency,
    amount: toMajor(subscription.totalMinor, subscription.currency),
    amount_in_smallest_unit: toSmallestUnit(subscription.totalMinor),
    organization_consumer_id: subscription.organizationConsumerId,
    period_start: zonelessTime(subscription.periodStart),
    items: subscription.productIds.map((id) => ({ product_id: id, quantity: 1 })),
    created_at: zonelessTime(subscription.createdAt),
  }
}
