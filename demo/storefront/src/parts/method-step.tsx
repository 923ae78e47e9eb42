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

/** A way to pay, as staff has set it up for the region. */
interface Method {
  readonly provider_id: string
  readonly title: string
  readonly description: string | null
}

/** How it is paid: the plugin's methods, in the shop's order and the shopper's language. */
export function MethodStep({ cart }: { readonly cart: HttpTypes.StoreCart }) {
  const { checkout: words, code: locale } = useWords()
  const { sdk, payments, region, reloadCart } = useShop()
  const navigate = useNavigate()
  const price = usePrice()
  const load = useCallback(
    async () =>
      (
        await sdk.client.fetch<{ methods: Method[] }>("/store/payment-gateways/methods", {
          query: { region_id: region.id, locale },
        })
      ).methods,
    [sdk, region.id, locale]
  )
  const { value: offered, error, reload } = useLoaded(load)
  const [chosen, choose] = useState<string>()
  const [isStarting, setStarting] = useState(false)
  const [refusal, setRefusal] = useState<Error | null>(null)
  if (error) {
    return <Problem error={error} onAgain={reload} />
  }
  if (!offered) {
    return <Loading />
  }
  const method = offered.find(({ provider_id: id }) => id === chosen) ?? offered[0]
  if (!method) {
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
        {offered.map(({ provider_id: id, title, description }) => (
          <label key={id}>
            <input
              type="radio"
              name="provider"
              value={id}
              checked={id === method.provider_id}
              onChange={() => choose(id)}
            />
            <span className="card-text">
              <strong>{title}</strong>
              {description && <span className="soft">{description}</span>}
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
            void pay(method.provider_id)
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
