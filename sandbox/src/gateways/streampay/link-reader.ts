import { randomUUID } from "node:crypto"
import { CURRENCIES } from "./currencies"
import type { LinkItem, LinkPaymentMethods, PaymentLink } from "./entities"
import { invalidParameters, notFound } from "./errors"
import { checkUuid } from "./formats"
import type { FormReader } from "./form-reader"
import { totalOf } from "./link-totals"
import type { StreamPayService } from "./service"

const CONTACT_TYPES = ["PHONE", "EMAIL"] as const

/** Reads a new payment link and holds it against products, consumer and organisation. */
export function readLink(service: StreamPayService, form: FormReader): PaymentLink {
  const { store, account } = service
  const coupons = form.texts("coupons", checkUuid)
  const now = store.now()
  const validUntil = form.dateTimeOrNull("valid_until")
  const link: PaymentLink = {
    id: randomUUID(),
    name: form.text("name", { min: 1, max: 512 }),
    description: form.textOrNull("description"),
    currency: form.choice("currency", CURRENCIES, "SAR"),
    items: form.list("items", (item) => readItem(item, coupons), { min: 1 }),
    status: "ACTIVE",
    totalMinor: 0n,
    maxNumberOfPayments: form.integerOrNull("max_number_of_payments", { min: 1 }),
    validUntil,
    expiresAt: validUntil === null ? null : validUntil + service.context.clock.ahead(),
    confirmationMessage: form.textOrNull("confirmation_message"),
    deactivateMessage: null,
    paymentMethods: form.nestedOrNull("payment_methods", readMethods),
    trialPeriodDays: form.integerOrNull("trial_period_days", { min: 1, max: 365 }),
    customFields: form.objectOrNull("custom_fields"),
    customMetadata: form.objectOrNull("custom_metadata"),
    contactInformationType: form.choice("contact_information_type", CONTACT_TYPES, "PHONE"),
    organizationConsumerId: form.uuidOrNull("organization_consumer_id"),
    successRedirectUrl: form.urlOrNull("success_redirect_url"),
    failureRedirectUrl: form.urlOrNull("failure_redirect_url"),
    createdAt: now,
  }
  if (link.expiresAt !== null && link.expiresAt <= now) {
    form.add("valid_until", {
      type: "value_error",
      msg: "Value error, valid_until must be in the future",
    })
  }
  form.check()
  const [coupon] = coupons
  if (coupon !== undefined) {
    throw notFound("Coupon", coupon)
  }
  if (!account.enabledCurrencies.includes(link.currency)) {
    throw invalidParameters(`Currency ${link.currency} is not enabled for this organization`)
  }
  checkConsumer(service, link.organizationConsumerId)
  link.totalMinor = totalOf(store, link.items, link.currency)
  checkKinds(service, link)
  return link
}

function readItem(form: FormReader, coupons: string[]): LinkItem {
  coupons.push(...form.texts("coupons", checkUuid))
  return {
    productId: form.uuid("product_id").toLowerCase(),
    quantity: form.integer("quantity", 1, { min: 1, max: 1_000_000 }),
    allowCustomQuantity: form.flag("allow_custom_quantity", false),
    minQuantity: form.integerOrNull("min_quantity", { min: 1 }),
    maxQuantity: form.integerOrNull("max_quantity", { min: 1 }),
  }
}

function readMethods(form: FormReader): LinkPaymentMethods {
  return {
    visa: form.flag("visa", false),
    mastercard: form.flag("mastercard", false),
    amex: form.flag("amex", false),
    bank_transfer: form.flag("bank_transfer", false),
    installment: form.flag("installment", false),
  }
}

function checkConsumer({ store }: StreamPayService, id: string | null): void {
  const consumer = id === null ? undefined : store.consumers.get(id)
  if (id !== null && (!consumer || consumer.isDeleted)) {
    throw notFound("Consumer", id)
  }
}

/** One-time and recurring products do not mix; a trial needs a subscription. */
function checkKinds({ store }: StreamPayService, link: PaymentLink): void {
  const recurring = link.items.filter(
    (item) => store.products.get(item.productId)?.type === "RECURRING"
  ).length
  if (recurring > 0 && recurring < link.items.length) {
    throw invalidParameters("One-time and recurring products cannot be mixed in a payment link")
  }
  if (link.trialPeriodDays !== null && recurring === 0) {
    throw invalidParameters("trial_period_days needs recurring products")
  }
  const methods = link.paymentMethods
  if (methods && !Object.values(methods).some(Boolean)) {
    throw invalidParameters("At least one payment method must be enabled")
  }
}
