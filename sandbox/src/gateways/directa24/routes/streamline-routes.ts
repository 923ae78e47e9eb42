import { randomUUID } from "node:crypto"
import type { Route } from "../../../core/exchange-types"
import type { JsonObject, JsonValue } from "../../../core/json"
import { formatDecimal } from "../../../core/money"
import { COUNTRIES, parseAmount, RATE_DECIMALS, rateUnits } from "../countries"
import {
  countryNotFound,
  emptyParam,
  invalidParam,
  invoiceAlreadyUsed,
  invoiceRefusal,
} from "../errors"
import { checkInvoice, INVOICE_FIELDS } from "../invoice-fields"
import { methodsOf } from "../payment-methods"
import { toldAmount } from "../presenter"
import type { Directa24Service } from "../service"
import { resultControl } from "../signature"
import { streamlineHandler, type StreamlineFields } from "../streamline-request"

const NOT_FOUND = "6"

/** The v1 API: form-encoded requests. */
export function streamlineRoutes(service: Directa24Service): Route[] {
  const { account } = service
  return [
    {
      method: "POST",
      path: "/api_curl/streamline/NewInvoice",
      handle: streamlineHandler(account, {
        credentials: "deposit",
        defaultType: "XML",
        knownFields: INVOICE_FIELDS,
        answer: (fields) => newInvoice(service, fields),
      }),
    },
    {
      method: "POST",
      path: "/apd/webpaystatus",
      handle: streamlineHandler(account, {
        credentials: "status",
        defaultType: "STRING",
        knownFields: ["x_invoice"],
        answer: (fields) => status(service, required(fields, "x_invoice")),
      }),
    },
    {
      method: "POST",
      path: "/apd/webcurrencyexchange",
      handle: streamlineHandler(account, {
        credentials: "status",
        defaultType: "STRING",
        knownFields: ["x_country", "x_amount"],
        answer: (fields) => exchangeRate(service, fields),
      }),
    },
    {
      method: "POST",
      path: "/api_curl/apd/get_banks_by_country",
      handle: streamlineHandler(account, {
        credentials: "deposit",
        defaultType: "XML",
        knownFields: ["country_code"],
        answer: (fields) =>
          methodsOf(knownCountry(required(fields, "country_code"))).map(({ code, name, type }) => ({
            code,
            name,
            payment_type: type,
            logo: logoOf(service, code),
          })),
      }),
    },
  ]
}

/** Where a method's picture would be. */
export function logoOf(service: Directa24Service, code: string): string {
  return `${service.context.baseUrl()}/logos/${code}.png`
}

function newInvoice(service: Directa24Service, fields: StreamlineFields): JsonObject {
  const { account, store, deposits } = service
  const checked = checkInvoice(fields, account)
  const value = (name: string) => fields[name] ?? ""
  if (store.deposits.has(value("x_invoice"))) {
    throw invoiceAlreadyUsed()
  }
  if (account.settings.newInvoiceRefusal !== "none") {
    throw invoiceRefusal(account.settings.newInvoiceRefusal)
  }
  const deposit = deposits.create({
    token: randomUUID(),
    invoice: value("x_invoice"),
    userId: value("x_iduser"),
    country: value("x_country"),
    currency: checked.currency,
    amount: checked.amount,
    amountText: value("x_amount"),
    method: checked.method,
    payerDocument: value("x_cpf"),
    name: value("x_name"),
    email: value("x_email"),
    phone: value("x_mobile"),
    description: value("x_description"),
    returnUrl: checked.returnUrl,
    confirmationUrl: value("x_confirmation") || null,
    iframeView: ["true", "1"].includes(value("iframe_view")),
    result: "7",
    status: "CREATED",
    paid: 0n,
    unmatched: 0n,
    cardNumber: null,
  })
  const more = { x_invoice: deposit.invoice, x_document: deposit.document }
  return {
    status: "0",
    link: service.pageUrl(deposit),
    ...(value("x_version") === "1.1" ? more : {}),
  }
}

function status(service: Directa24Service, invoice: string): JsonObject {
  const { account, store } = service
  const deposit = store.deposits.get(invoice)
  const login =
    account.settings.statusSignLogin === "deposit" ? account.apiKey : account.statusApiKey
  const sign = (result: string, amount: string) =>
    resultControl(account.endpoint.secret, { login, result, amount, invoice })
  const testMark = account.settings.testMode ? "1" : "0"
  if (!deposit || store.now() < deposit.createdAt + account.settings.statusLagMs) {
    return {
      result: NOT_FOUND,
      x_iduser: "0",
      x_invoice: invoice,
      x_amount: "0",
      PT: testMark,
      Sign: sign(NOT_FOUND, "0"),
      x_document: "-1",
      x_bank: "",
      x_payment_type: "",
      x_bank_name: "",
      x_currency: "",
    }
  }
  const { amount, currency } = toldAmount(store, deposit)
  return {
    result: deposit.result,
    x_iduser: deposit.userId,
    x_invoice: deposit.invoice,
    x_amount: amount,
    PT: testMark,
    Sign: sign(deposit.result, amount),
    x_document: deposit.document,
    x_bank: deposit.method?.code ?? "",
    x_payment_type: deposit.method?.type ?? "",
    x_bank_name: deposit.method?.name ?? "",
    x_currency: currency,
    ...(deposit.cardNumber === null ? {} : { card_number: deposit.cardNumber }),
  }
}

/** A bare number: what the dollars come to in local money. */
function exchangeRate({ store }: Directa24Service, fields: StreamlineFields): JsonValue {
  const country = knownCountry(required(fields, "x_country"))
  const hundredths = parseAmount(fields.x_amount ?? "1", "USD")
  if (hundredths === undefined || hundredths === 0n) {
    throw invalidParam("x_amount")
  }
  const product = (hundredths * rateUnits(store.rateIn(country))) / 100n
  return Number(formatDecimal(product, RATE_DECIMALS))
}

function required(fields: StreamlineFields, name: string): string {
  const value = fields[name] ?? ""
  if (value === "") {
    throw emptyParam(name)
  }
  return value
}

function knownCountry(country: string): string {
  if (!Object.hasOwn(COUNTRIES, country)) {
    throw countryNotFound()
  }
  return country
}
