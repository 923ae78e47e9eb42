import type { HttpTypes } from "@medusajs/types"
import { useCallback, useState } from "react"
import { useNavigate } from "react-router-dom"
import { useWords } from "../language/use-language.js"
import { fill } from "../language/words.js"
import { startPayment } from "../start-payment.js"
import { errorOf, useLoaded } from "../use-loaded.js"
import { usePrice } from "../use-price.js"
import { useShop } from "../use-shop.js"
import { Loading, Problem } from "./problem.js"

/** How it is paid: the region's payment providers. */
export function MethodStep({ cart }: { readonly cart: HttpTypes.StoreCart }) {
  const { checkout: words, methods } = useWords()
  const { sdk, payments, region, reloadCart } = useShop()
  const navigate = useNavigate()
  const price = usePrice()
  const load = useCallback(
    async () =>
      (await sdk.store.payment.listPaymentProviders({ region_id: region.id })).payment_providers,
    [sdk, region.id]
  )
  const { value: providers, error, reload } = useLoaded(load)
  const [chosen, choose] = useState<string>()
  const [isStarting, setStarting] = useState(false)
  const [refusal, setRefusal] = useState<Error | null>(null)
  if (error) {
    return <Problem error={error} onAgain={reload} />
  }
  if (!providers) {
    return <Loading />
  }
  const offered = providers.filter(({ id }) => id in methods).sort(byName)
  const provider = offered.find(({ id }) => id === chosen) ?? offered[0]
  if (!provider) {
    return <p>{words.noMethods}</p>
  }

  async function pay(providerId: string): Promise<void> {
    setStarting(true)
    setRefusal(null)
    try {
      await startPayment(payments, { cartId: cart.id, providerId }, navigate)
    } catch (problem) {
      setRefusal(errorOf(problem))
      setStarting(false)
      // Another tab may have paid this cart.
      await reloadCart()
    }
  }

  return (
    <div className="form">
      <fieldset className="cards">
        <legend className="unseen">{words.payment}</legend>
        {offered.map(({ id }) => (
          <label key={id}>
            <input
              type="radio"
              name="provider"
              value={id}
              checked={id === provider.id}
              onChange={() => choose(id)}
            />
            <span className="card-text">
              <strong>{methods[id]?.name}</strong>
              <span className="soft">{methods[id]?.text}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="soft">{words.secure}</p>
      {refusal && <Problem error={refusal} />}
      <button
        type="button"
        className="button"
        aria-disabled={isStarting}
        onClick={() => {
          if (!isStarting) {
            void pay(provider.id)
          }
        }}
      >
        {isStarting
          ? words.starting
          : fill(words.pay, { amount: price(cart.total, cart.currency_code) })}
      </button>
    </div>
  )
}

function byName({ id: one }: { readonly id: string }, { id: other }: { readonly id: string }) {
  return one.localeCompare(other)
}
