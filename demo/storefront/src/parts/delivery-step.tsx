import type { HttpTypes } from "@medusajs/types"
import { useCallback, useState } from "react"
import { useWords } from "../language/use-language.js"
import { errorOf, useLoaded } from "../use-loaded.js"
import { usePrice } from "../use-price.js"
import { useShop } from "../use-shop.js"
import { Loading, Problem } from "./problem.js"

/** How it is sent. */
export function DeliveryStep({
  cart,
  onDone,
}: {
  readonly cart: HttpTypes.StoreCart
  readonly onDone: () => void
}) {
  const { checkout: words, choices, product } = useWords()
  const { sdk, reloadCart } = useShop()
  const price = usePrice()
  const load = useCallback(
    async () =>
      (await sdk.store.fulfillment.listCartOptions({ cart_id: cart.id })).shipping_options,
    [sdk, cart.id]
  )
  const { value: options, error, reload } = useLoaded(load)
  const [chosen, choose] = useState<string>()
  const [isSending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<Error | null>(null)
  if (error) {
    return <Problem error={error} onAgain={reload} />
  }
  if (!options) {
    return <Loading />
  }
  const option = options.find(({ id }) => id === chosen) ?? options[0]

  async function send(): Promise<void> {
    if (!option || isSending) {
      return
    }
    setSending(true)
    setRefusal(null)
    try {
      await sdk.store.cart.addShippingMethod(cart.id, { option_id: option.id })
      await reloadCart()
      onDone()
    } catch (problem) {
      setRefusal(errorOf(problem))
      setSending(false)
    }
  }

  return (
    <div className="form">
      <fieldset className="cards">
        <legend className="unseen">{words.delivery}</legend>
        {options.map(({ id, name, amount }) => (
          <label key={id}>
            <input
              type="radio"
              name="delivery"
              checked={id === option?.id}
              onChange={() => choose(id)}
            />
            <span className="card-text">
              <strong>{choices[name] ?? name}</strong>
              <span className="soft">{product.delivery}</span>
            </span>
            <bdi>{price(amount, cart.currency_code)}</bdi>
          </label>
        ))}
      </fieldset>
      {refusal && <Problem error={refusal} />}
      <button
        type="button"
        className="button"
        aria-disabled={isSending}
        onClick={() => void send()}
      >
        {words.next}
      </button>
    </div>
  )
}
