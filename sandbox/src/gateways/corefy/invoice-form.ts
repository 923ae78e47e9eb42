import type { AttributeReader } from "./attribute-reader"
import { checkBirthDate, checkEmail, checkPhone, checkUrl, currencyOfService } from "./checks"
import { isCurrency } from "./currencies"
import type { JsonObject } from "../../core/json"
import { fromMajor } from "./money"
import type { CorefyAccount } from "./options"
import type { ReturnUrls } from "./entities"

/** What a request for a new invoice asks for. */
export interface InvoiceForm {
  referenceId: string | null
  service: string | null
  currency: string
  amountMinor: bigint
  description: string | null
  testMode: boolean
  customer: JsonObject | null
  metadata: JsonObject
  serviceFields: JsonObject
  returnUrl: string | null
  returnUrls: ReturnUrls
  callbackUrl: string | null
  allowPartially: boolean
  /** Unix seconds by the merchant's clock. */
  expires: number | null
}

const LONGEST_DESCRIPTION = 1024
const LONGEST_URL = 2048

/**
 * Reads the attributes of a new invoice; what is wrong is in the reader's issues afterwards.
 *
 * @param isPlatform whether the API is the organisation's, where `commerce_account` says whose
 *   invoice it is
 */
export function readInvoiceForm(
  reader: AttributeReader,
  account: CorefyAccount,
  isPlatform: boolean
): InvoiceForm {
  const { settings } = account
  if (isPlatform) {
    reader.text("commerce_account", {
      required: true,
      check: (id) => (id === account.commerceAccountId ? undefined : "is no account of yours"),
    })
  }
  const currency = readCurrency(reader, account)
  const form = {
    referenceId: reader.text("reference_id"),
    service: readService(reader, account, currency),
    currency: currency ?? "USD",
    amountMinor: readAmount(reader, currency, settings.wholeAmountsOnly),
    description: reader.text("description", { max: LONGEST_DESCRIPTION }),
    testMode: reader.flag("test_mode") ?? false,
    customer: readCustomer(reader, account),
    metadata: reader.object("metadata") ?? {},
    serviceFields: reader.object("service_fields") ?? {},
    returnUrl: url(reader, "return_url"),
    returnUrls: readReturnUrls(reader, settings.unknownAttributes === "refused"),
    callbackUrl: url(reader, "callback_url"),
    allowPartially: readOptions(reader, settings.unknownAttributes === "refused"),
    expires: settings.acceptExpires ? reader.seconds("expires") : null,
  }
  reader.choice("flow", ["charge"], true)
  reader.text("token")
  reader.object("gateway_options")
  if (settings.unknownAttributes === "refused") {
    reader.refuseUnknown()
  }
  return form
}

function readCurrency(reader: AttributeReader, account: CorefyAccount): string | null {
  return reader.text("currency", {
    required: true,
    check: (code) =>
      isCurrency(code) && (account.enabledCurrencies?.includes(code) ?? true)
        ? undefined
        : "is not enabled on this account",
  })
}

function readService(
  reader: AttributeReader,
  { settings, enabledServices }: CorefyAccount,
  currency: string | null
): string | null {
  return reader.text("service", {
    required: settings.serviceRequired,
    check: (service) => {
      const ofService = currencyOfService(service)
      if (ofService === undefined || !(enabledServices?.includes(service) ?? true)) {
        return "is not connected to this account"
      }
      const mayDiffer = settings.currencyConversion || currency === null
      return mayDiffer || ofService === currency ? undefined : `takes ${ofService} only`
    },
  })
}

/** @returns 0 when it is wrong */
export function readAmount(
  reader: AttributeReader,
  currency: string | null,
  wholeOnly: boolean
): bigint {
  const text = reader.decimal("amount")
  if (text === null || currency === null) {
    return 0n
  }
  const minor = fromMajor(text, currency)
  if (minor === undefined) {
    reader.wrong("amount", "invalid", `has more decimals than ${currency}`)
  } else if (wholeOnly && text.includes(".")) {
    reader.wrong("amount", "invalid", "must be a whole number")
  }
  return minor ?? 0n
}

function readCustomer(reader: AttributeReader, { settings }: CorefyAccount): JsonObject | null {
  const isStrict = settings.unknownAttributes === "refused"
  return reader.nested(
    "customer",
    (customer) => {
      const read: JsonObject = {
        reference_id: customer.text("reference_id", { required: true }),
        email: customer.text("email", { check: checkEmail }),
        name: customer.text("name"),
        phone: customer.text("phone", { check: checkPhone }),
        date_of_birth: customer.text("date_of_birth", { check: checkBirthDate }),
        individual_tax_id: customer.text("individual_tax_id"),
        address: customer.nested("address", (address) => readAddress(address, isStrict)),
        metadata: customer.object("metadata") ?? {},
      }
      if (isStrict) {
        customer.refuseUnknown()
      }
      return read
    },
    settings.customerRequired
  )
}

function readAddress(address: AttributeReader, isStrict: boolean): JsonObject {
  const names = ["full_address", "country", "region", "city", "street", "post_code"]
  const read = Object.fromEntries(names.map((name) => [name, address.text(name)]))
  if (isStrict) {
    address.refuseUnknown()
  }
  return read
}

function readReturnUrls(reader: AttributeReader, isStrict: boolean): ReturnUrls {
  return (
    reader.nested("return_urls", (urls) => {
      const read: ReturnUrls = {}
      for (const name of ["success", "pending", "fail"]) {
        read[name] = url(urls, name) ?? undefined
      }
      if (isStrict) {
        urls.refuseUnknown()
      }
      return read
    }) ?? {}
  )
}

function readOptions(reader: AttributeReader, isStrict: boolean): boolean {
  const allowPartially = reader.nested("options", (options) => {
    const read = options.flag("allow_partially")
    if (isStrict) {
      options.refuseUnknown()
    }
    return read
  })
  return allowPartially ?? false
}

function url(reader: AttributeReader, name: string): string | null {
  return reader.text(name, { max: LONGEST_URL, check: checkUrl })
}
