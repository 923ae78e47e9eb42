import { useWords } from "../language/use-language.js"
import { usePrice } from "../use-price.js"

/** What a cart and an order have in common. */
export interface Totalled {
  readonly currency_code: string
  readonly item_total?: number | null
  readonly shipping_total?: number | null
  /** Of a cart: none as long as no delivery is chosen. */
  readonly shipping_methods?: readonly unknown[] | null
  readonly tax_total?: number | null
  readonly discount_total?: number | null
  readonly total?: number | null
}

/** The sums of a cart or an order; prices contain their tax. */
export function Totals({ of }: { readonly of: Totalled }) {
  const { totals } = useWords()
  const price = usePrice()
  const currency = of.currency_code
  return (
    <dl className="totals">
      <Row name={totals.items} value={price(of.item_total, currency)} />
      {of.shipping_methods?.length !== 0 && (
        <Row name={totals.delivery} value={price(of.shipping_total, currency)} />
      )}
      {(of.discount_total ?? 0) > 0 && (
        <Row name={totals.discount} value={price(-(of.discount_total ?? 0), currency)} />
      )}
      <Row name={totals.total} value={price(of.total, currency)} kind="total" />
      {(of.tax_total ?? 0) > 0 && (
        <Row name={totals.tax} value={price(of.tax_total, currency)} kind="tax" />
      )}
    </dl>
  )
}

function Row({
  name,
  value,
  kind,
}: {
  readonly name: string
  readonly value: string
  readonly kind?: string
}) {
  return (
    <div className={kind}>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  )
}
