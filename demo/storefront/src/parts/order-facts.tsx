import type { HttpTypes } from "@medusajs/types"
import { useWords } from "../language/use-language.js"
import { useCountryName } from "../use-names.js"
import { Lines } from "./lines.js"
import { Totals } from "./totals.js"

/** An order, with where it goes and how it was paid. */
export function OrderFacts({ order }: { readonly order: HttpTypes.StoreOrder }) {
  const { order: words, methods, totals } = useWords()
  const nameOf = useCountryName()
  const address = order.shipping_address
  const provider = order.payment_collections
    ?.flatMap(({ payments }) => payments ?? [])
    .map(({ provider_id: id }) => id)
    .at(-1)
  return (
    <div className="order">
      <section className="summary" aria-label={totals.title}>
        <Lines lines={order.items ?? []} currency={order.currency_code} />
        <Totals of={order} />
      </section>
      <dl className="facts">
        <div>
          <dt>{words.status}</dt>
          <dd>
            <span className="badge" data-status={order.payment_status}>
              {words.statuses[order.payment_status] ?? order.payment_status}
            </span>
          </dd>
        </div>
        {provider && (
          <div>
            <dt>{words.paidBy}</dt>
            <dd>{methods[provider] ?? provider}</dd>
          </div>
        )}
        {address && (
          <div>
            <dt>{words.shipTo}</dt>
            <dd dir="auto">
              {address.first_name} {address.last_name}
              <br />
              {address.address_1}
              <br />
              {address.postal_code} {address.city}
              <br />
              {nameOf(address.country_code ?? "")}
            </dd>
          </div>
        )}
      </dl>
    </div>
  )
}
