import { randomUUID } from "node:crypto"
import type { PaymentLink } from "./entities"
import type { StreamPayStore } from "./store"

/** What a payer is taken to have typed when nothing was. */
export function defaultContact(link: PaymentLink): string {
  return link.contactInformationType === "EMAIL" ? "payer@sandbox.example" : "+966500000001"
}

/** The id of the consumer with this phone number or e-mail address; made if there is none. */
export function consumerOfPayer(
  store: StreamPayStore,
  link: PaymentLink,
  contact = defaultContact(link)
): string {
  const field = contact.includes("@") ? "email" : "phoneNumber"
  const known = [...store.consumers.values()].find(
    (consumer) => !consumer.isDeleted && consumer[field] === contact
  )
  if (known) {
    return known.id
  }
  const id = randomUUID()
  store.consumers.set(id, {
    id,
    name: "Sandbox payer",
    phoneNumber: field === "phoneNumber" ? contact : null,
    email: field === "email" ? contact : null,
    externalId: null,
    iban: null,
    alias: null,
    comment: null,
    preferredLanguage: null,
    communicationMethods: [],
    consumerType: "INDIVIDUAL",
    address: null,
    vatNumber: null,
    commercialRegistration: null,
    isDeleted: false,
    createdAt: store.now(),
  })
  return id
}
