import { randomUUID } from "node:crypto"
import { jsonReply, type Route, type SandboxRequest } from "../../../core/exchange-types"
import type { Consumer } from "../entities"
import { businessError, notFound } from "../errors"
import { checkOneOf } from "../formats"
import { FormReader } from "../form-reader"
import { listReply, readPaging } from "../listing"
import { presentConsumer } from "../presenters"
import { pathUuid, QueryReader } from "../query-reader"
import type { StreamPayService } from "../service"

const LANGUAGES = ["AR", "EN"] as const
const CHANNELS = ["WHATSAPP", "EMAIL", "SMS"] as const
const TYPES = ["INDIVIDUAL", "BUSINESS"] as const
const ONGOING_INVOICES: readonly string[] = ["DRAFT", "CREATED", "SENT", "ACCEPTED"]

/** Consumers: the merchant's customers. */
export function consumerRoutes(service: StreamPayService): Route[] {
  const { store } = service
  const one = (request: SandboxRequest): Consumer => {
    const id = pathUuid(request, "consumer_id")
    const consumer = store.consumers.get(id)
    if (!consumer || consumer.isDeleted) {
      throw notFound("Consumer", id)
    }
    return consumer
  }
  return [
    {
      method: "POST",
      path: "/api/v2/consumers",
      handle: (request) => {
        const fields = readConsumer(FormReader.ofBody(request), undefined)
        checkUnique(service, fields)
        const consumer = {
          ...fields,
          id: randomUUID(),
          isDeleted: false,
          createdAt: store.now(),
        }
        store.consumers.set(consumer.id, consumer)
        return jsonReply(presentConsumer(consumer))
      },
    },
    {
      method: "GET",
      path: "/api/v2/consumers",
      handle: (request) => {
        const query = new QueryReader(request.query)
        const paging = readPaging(query)
        const term = query.text("search_term")?.toLowerCase()
        query.check()
        const found = [...store.consumers.values()].filter(
          (consumer) => !consumer.isDeleted && (!term || searchText(consumer).includes(term))
        )
        return listReply(found, paging, presentConsumer)
      },
    },
    {
      method: "GET",
      path: "/api/v2/consumers/:consumer_id",
      handle: (request) => jsonReply(presentConsumer(one(request))),
    },
    {
      method: "PUT",
      path: "/api/v2/consumers/:consumer_id",
      handle: (request) => {
        const consumer = one(request)
        const fields = readConsumer(FormReader.ofBody(request), consumer)
        checkUnique(service, fields, consumer.id)
        Object.assign(consumer, fields)
        return jsonReply(presentConsumer(consumer))
      },
    },
    {
      method: "DELETE",
      path: "/api/v2/consumers/:consumer_id",
      handle: (request) => {
        const consumer = one(request)
        checkDeletable(service, consumer.id)
        consumer.isDeleted = true
        return { status: 204 }
      },
    },
  ]
}

type ConsumerFields = Omit<Consumer, "id" | "isDeleted" | "createdAt">

function readConsumer(form: FormReader, known: Consumer | undefined): ConsumerFields {
  const keep = <T>(name: string, kept: T | undefined, fallback: T, read: () => T): T =>
    form.has(name) ? read() : (kept ?? fallback)
  const fields: ConsumerFields = {
    name: known && !form.has("name") ? known.name : form.text("name", { min: 1, max: 255 }),
    phoneNumber: keep("phone_number", known?.phoneNumber, null, () =>
      form.phoneNumberOrNull("phone_number")
    ),
    email: keep("email", known?.email, null, () => form.emailOrNull("email")),
    externalId: keep("external_id", known?.externalId, null, () => form.textOrNull("external_id")),
    iban: keep("iban", known?.iban, null, () => form.textOrNull("iban", { max: 34 })),
    alias: keep("alias", known?.alias, null, () => form.textOrNull("alias")),
    comment: keep("comment", known?.comment, null, () => form.textOrNull("comment")),
    preferredLanguage: keep("preferred_language", known?.preferredLanguage, null, () =>
      form.choiceOrNull("preferred_language", LANGUAGES)
    ),
    communicationMethods: keep("communication_methods", known?.communicationMethods, [], () =>
      form.texts("communication_methods", checkOneOf(CHANNELS))
    ),
    consumerType: keep<string>("consumer_type", known?.consumerType, "INDIVIDUAL", () =>
      form.choice("consumer_type", TYPES)
    ),
    address: keep("address", known?.address, null, () => form.nestedOrNull("address", readAddress)),
    vatNumber: keep("vat_number", known?.vatNumber, null, () => form.textOrNull("vat_number")),
    commercialRegistration: keep(
      "commercial_registration",
      known?.commercialRegistration,
      null,
      () => form.textOrNull("commercial_registration")
    ),
  }
  if (fields.consumerType === "BUSINESS" && fields.address === null) {
    form.add("address", { type: "missing", msg: "Field required" })
  }
  form.check()
  return fields
}

function readAddress(form: FormReader) {
  return {
    address_line_1: form.text("address_line_1", { min: 1 }),
    address_line_2: form.textOrNull("address_line_2"),
    city: form.text("city", { min: 1 }),
    postal_code: form.textOrNull("postal_code"),
    country: form.text("country", { min: 2 }),
  }
}

function checkUnique(
  { store, account }: StreamPayService,
  fields: ConsumerFields,
  ownId?: string
): void {
  const { ownerEmail, consumersLimitedToOwner } = account.settings
  if (consumersLimitedToOwner && fields.email?.toLowerCase() !== ownerEmail.toLowerCase()) {
    throw businessError(
      403,
      "PERMISSION_FORBIDDEN",
      "This organization may only create consumers with its owner's e-mail address"
    )
  }
  const taken = [...store.consumers.values()].find(
    (other) =>
      !other.isDeleted &&
      other.id !== ownId &&
      ((fields.phoneNumber !== null && other.phoneNumber === fields.phoneNumber) ||
        (fields.email !== null && other.email?.toLowerCase() === fields.email.toLowerCase()))
  )
  if (taken) {
    throw businessError(
      409,
      "DUPLICATE_CONSUMER",
      "A consumer with the same phone number or email already exists"
    )
  }
}

function checkDeletable({ store }: StreamPayService, id: string): void {
  const invoices = [...store.invoices.values()].filter(
    (invoice) => invoice.organizationConsumerId === id
  )
  if (invoices.some((invoice) => ONGOING_INVOICES.includes(invoice.status))) {
    throw businessError(409, "CONSUMER_HAS_ONGOING_INVOICES", "Consumer has ongoing invoices")
  }
  const subscribed = [...store.subscriptions.values()].some(
    (subscription) => subscription.organizationConsumerId === id && subscription.status === "ACTIVE"
  )
  if (subscribed) {
    throw businessError(409, "CONSUMER_HAS_ONGOING_SUBSCRIPTIONS", "Consumer has subscriptions")
  }
  const linked = [...store.links.values()].some(
    (link) =>
      link.organizationConsumerId === id && link.status === "ACTIVE" && !store.isExpired(link)
  )
  if (linked) {
    throw businessError(
      409,
      "CONSUMER_HAS_ACTIVE_PAYMENT_LINKS",
      "Consumer has active payment links"
    )
  }
}

function searchText(consumer: Consumer): string {
  return [consumer.name, consumer.email, consumer.phoneNumber, consumer.externalId]
    .filter((text) => text !== null)
    .join("\n")
    .toLowerCase()
}
