import type { ReactNode } from "react"
import { useProductWords } from "../use-product-words.js"
import { usePrice } from "../use-price.js"

/** A line of a cart or an order. */
export interface Line {
  readonly id: string
  readonly product_title?: string | null
  readonly product_handle?: string | null
  readonly variant_title?: string | null
  readonly title: string
  readonly thumbnail?: string | null
  readonly quantity: number
  readonly total?: number | null
}

/** What was put into a cart or an order. */
export function Lines<One extends Line>({
  lines,
  currency,
  controls,
}: {
  readonly lines: readonly One[]
  readonly currency: string
  /** What can be done with a line; without it, its quantity is shown. */
  readonly controls?: (line: One, title: string) => ReactNode
}) {
  const { titleOf, choiceOf } = useProductWords()
  const price = usePrice()
  return (
    <ul className="lines">
      {lines.map((line) => {
        const title = titleOf(line.product_handle, line.product_title ?? line.title)
        return (
          <li key={line.id}>
            {line.thumbnail && <img src={line.thumbnail} alt="" width="72" height="72" />}
            <div className="line-text">
              <strong>{title}</strong>
              <span className="soft">{choiceOf(line.variant_title)}</span>
              {controls ? controls(line, title) : <span className="soft">× {line.quantity}</span>}
            </div>
            <bdi className="line-price">{price(line.total, currency)}</bdi>
          </li>
        )
      })}
    </ul>
  )
}
