import { useState } from "react"
import { Link } from "react-router-dom"
import { useWords } from "../language/use-language.js"
import { fill } from "../language/words.js"
import { FilledCart } from "../parts/filled-cart.js"
import { Lines } from "../parts/lines.js"
import { Problem } from "../parts/problem.js"
import { Totals } from "../parts/totals.js"
import { errorOf } from "../use-loaded.js"
import { useShop } from "../use-shop.js"

const MOST = 10

/** What is in the cart, to change and to pay. */
export function CartPage() {
  const { cart: words, totals } = useWords()
  const { sdk, reloadCart } = useShop()
  const [error, setError] = useState<Error | null>(null)

  async function change(work: () => Promise<unknown>): Promise<void> {
    setError(null)
    try {
      await work()
      await reloadCart()
    } catch (problem) {
      setError(errorOf(problem))
    }
  }

  return (
    <FilledCart title={words.title}>
      {(cart, items) => (
        <>
          <section aria-label={words.title}>
            {error && <Problem error={error} />}
            <Lines
              lines={items}
              currency={cart.currency_code}
              controls={({ id, quantity }, title) => (
                <span className="line-controls">
                  <select
                    aria-label={fill(words.quantity, { title })}
                    value={quantity}
                    onChange={(event) => {
                      const chosen = Number.parseInt(event.target.value, 10)
                      void change(() =>
                        sdk.store.cart.updateLineItem(cart.id, id, { quantity: chosen })
                      )
                    }}
                  >
                    {Array.from({ length: Math.max(MOST, quantity) }, (_, index) => (
                      <option key={index} value={index + 1}>
                        {index + 1}
                      </option>
                    ))}
                  </select>
                  <button
                    type="button"
                    className="link"
                    aria-label={fill(words.remove, { title })}
                    onClick={() => void change(() => sdk.store.cart.deleteLineItem(cart.id, id))}
                  >
                    ✕
                  </button>
                </span>
              )}
            />
          </section>
          <section className="summary" aria-label={totals.title}>
            <Totals of={cart} />
            <Link className="button" to="/checkout">
              {words.checkout}
            </Link>
          </section>
        </>
      )}
    </FilledCart>
  )
}
