import { randomUUID } from "node:crypto"
import { jsonReply, type Route, type SandboxRequest } from "../../../core/exchange-types"
import { CURRENCIES } from "../currencies"
import type { Price, Product } from "../entities"
import { businessError, invalid, notFound } from "../errors"
import { FormReader } from "../form-reader"
import { listReply, readPaging } from "../listing"
import { repriceOpenLinks } from "../link-totals"
import { presentPrice, presentProduct } from "../presenters"
import { checkPrices, readAmount, readPrice } from "../price-reader"
import { pathUuid, QueryReader } from "../query-reader"
import type { StreamPayService } from "../service"

const TYPES = ["ONE_OFF", "RECURRING", "METERED"] as const
const INTERVALS = ["WEEK", "MONTH", "SEMESTER", "YEAR"] as const

/** Products and their prices. */
export function productRoutes(service: StreamPayService): Route[] {
  const { store, account } = service
  const one = (request: SandboxRequest): Product => {
    const id = pathUuid(request, "product_id")
    const product = store.products.get(id)
    if (!product) {
      throw notFound("Product", id)
    }
    return product
  }
  const onePrice = (request: SandboxRequest): { product: Product; price: Price } => {
    const product = one(request)
    const id = pathUuid(request, "price_id")
    const price = product.prices.find((candidate) => candidate.id === id)
    if (!price) {
      throw notFound("Price", id)
    }
    return { product, price }
  }
  const mayChange = (product: Product) => {
    if (product.isUsedInFinalizedInvoice) {
      throw businessError(
        409,
        "PRODUCT_USED_IN_FINALIZED_INVOICE",
        "Product is used in a finalized invoice"
      )
    }
  }
  return [
    {
      method: "POST",
      path: "/api/v2/products",
      handle: (request) => {
        const product = readProduct(FormReader.ofBody(request), store.now())
        checkPrices(account, product.prices)
        store.products.set(product.id, product)
        return jsonReply(presentProduct(product))
      },
    },
    {
      method: "GET",
      path: "/api/v2/products",
      handle: (request) => {
        const query = new QueryReader(request.query)
        const paging = readPaging(query)
        const term = query.text("search_term")?.toLowerCase()
        const active = query.flag("active")
        const type = query.choices("type", TYPES)
        const currency = query.choices("currency", CURRENCIES)
        query.check()
        const found = [...store.products.values()].filter(
          (product) =>
            (!term || product.name.toLowerCase().includes(term)) &&
            (active === undefined || product.isActive === active) &&
            (!type || type.includes(product.type)) &&
            (!currency || product.prices.some((price) => currency.includes(price.currency)))
        )
        return listReply(found, paging, presentProduct)
      },
    },
    {
      method: "GET",
      path: "/api/v2/products/:product_id",
      handle: (request) => jsonReply(presentProduct(one(request))),
    },
    {
      method: "PUT",
      path: "/api/v2/products/:product_id",
      handle: (request) => {
        const product = one(request)
        const form = FormReader.ofBody(request)
        const name = form.has("name") ? form.text("name", { min: 1, max: 160 }) : product.name
        const description = form.has("description")
          ? form.textOrNull("description", { max: 500 })
          : product.description
        const isActive = form.flag("is_active", product.isActive)
        form.check()
        Object.assign(product, { name, description, isActive })
        return jsonReply(presentProduct(product))
      },
    },
    {
      method: "DELETE",
      path: "/api/v2/products/:product_id",
      handle: (request) => {
        const product = one(request)
        mayChange(product)
        store.products.delete(product.id)
        return { status: 204 }
      },
    },
    {
      method: "POST",
      path: "/api/v2/products/:product_id/prices",
      handle: (request) => {
        const product = one(request)
        const form = FormReader.ofBody(request)
        const price = readPrice(form)
        form.check()
        checkPrices(account, [...product.prices, price])
        product.prices.push(price)
        return jsonReply(presentPrice(price), 201)
      },
    },
    {
      method: "PUT",
      path: "/api/v2/products/:product_id/prices/:price_id",
      handle: (request) => {
        const { product, price } = onePrice(request)
        const form = FormReader.ofBody(request)
        const next = {
          ...price,
          id: randomUUID(),
          amountMinor: form.has("amount")
            ? readAmount(form, "amount", price.currency, 1n)
            : price.amountMinor,
          isInclusiveOfVat: form.flag("is_price_inclusive_of_vat", price.isInclusiveOfVat),
          isExemptFromVat: form.flag("is_price_exempt_from_vat", price.isExemptFromVat),
          isActive: true,
        }
        form.check()
        checkPrices(account, [next])
        price.isActive = false
        product.prices.push(next)
        repriceOpenLinks(store, product.id)
        return jsonReply(presentPrice(next))
      },
    },
    {
      method: "DELETE",
      path: "/api/v2/products/:product_id/prices/:price_id",
      handle: (request) => {
        const { product, price } = onePrice(request)
        if (product.prices.filter((candidate) => candidate.isActive).length <= 1) {
          throw businessError(400, "INVALID_PARAMETERS", "A product needs at least one price")
        }
        price.isActive = false
        return { status: 204 }
      },
    },
  ]
}

function readProduct(form: FormReader, now: number): Product {
  const type = form.choice("type", TYPES)
  const isRecurring = type === "RECURRING"
  const product: Product = {
    id: randomUUID(),
    name: form.text("name", { min: 1, max: 160 }),
    description: form.textOrNull("description", { max: 500 }),
    type,
    isOneTime: form.flag("is_one_time", false),
    isActive: true,
    isUsedInFinalizedInvoice: false,
    recurringInterval: isRecurring
      ? form.choice("recurring_interval", INTERVALS)
      : form.choiceOrNull("recurring_interval", INTERVALS),
    recurringIntervalCount: isRecurring
      ? form.integer("recurring_interval_count", 1, { min: 1 })
      : form.integerOrNull("recurring_interval_count", { min: 1 }),
    prices: readPrices(form),
    createdAt: now,
  }
  form.check()
  return product
}

/** `prices`, or the older single `price` in SAR with its two flags. */
function readPrices(form: FormReader): Price[] {
  if (form.has("prices") || !form.has("price")) {
    const inclusive = form.flag("is_price_inclusive_of_vat", true)
    const exempt = form.flag("is_price_exempt_from_vat", false)
    const bothGiven = form.has("is_price_inclusive_of_vat") || form.has("is_price_exempt_from_vat")
    const prices = form.list("prices", readPrice, { min: 1 })
    if (bothGiven && inclusive && exempt) {
      invalid([
        {
          type: "value_error",
          loc: ["body"],
          msg: "Value error, a price cannot be exempt from VAT and inclusive of VAT at once",
        },
      ])
    }
    return prices
  }
  return [
    {
      id: randomUUID(),
      currency: "SAR",
      amountMinor: readAmount(form, "price", "SAR", 1n),
      isActive: true,
      isInclusiveOfVat: form.flag("is_price_inclusive_of_vat", true),
      isExemptFromVat: form.flag("is_price_exempt_from_vat", false),
    },
  ]
}
