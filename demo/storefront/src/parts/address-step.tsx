import type { HttpTypes } from "@medusajs/types"
import { type FormEvent, useState } from "react"
import { useWords } from "../language/use-language.js"
import { readForm } from "../read-form.js"
import { errorOf } from "../use-loaded.js"
import { useCountryName } from "../use-names.js"
import { useShop } from "../use-shop.js"
import { Field } from "./field.js"
import { Problem } from "./problem.js"

/** Who buys, and where it is sent. */
export function AddressStep({
  cart,
  onDone,
}: {
  readonly cart: HttpTypes.StoreCart
  readonly onDone: () => void
}) {
  const { checkout: words } = useWords()
  const { sdk, region, country, reloadCart } = useShop()
  const nameOf = useCountryName()
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const { email, shipping_address: known } = cart
  const countries = (region.countries ?? []).map(({ iso_2: code }) => code ?? "")
  const { fields } = words

  async function send(form: HTMLFormElement): Promise<void> {
    setSending(true)
    setError(null)
    const typed = readForm(form)
    const answer = (name: string) => typed(name).trim()
    const address = {
      first_name: answer("first_name"),
      last_name: answer("last_name"),
      address_1: answer("address_1"),
      city: answer("city"),
      province: answer("province"),
      postal_code: answer("postal_code"),
      country_code: answer("country_code"),
      phone: answer("phone"),
    }
    try {
      await sdk.store.cart.update(cart.id, {
        email: answer("email"),
        shipping_address: address,
        billing_address: address,
      })
      await reloadCart()
      onDone()
    } catch (problem) {
      setError(errorOf(problem))
      setSending(false)
    }
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (!isSending) {
      void send(event.currentTarget)
    }
  }

  return (
    <form className="form" onSubmit={submit}>
      <Field label={fields.email} name="email" type="email" autoComplete="email" value={email} />
      <div className="form-row">
        <Field
          label={fields.firstName}
          name="first_name"
          autoComplete="given-name"
          value={known?.first_name}
        />
        <Field
          label={fields.lastName}
          name="last_name"
          autoComplete="family-name"
          value={known?.last_name}
        />
      </div>
      <Field
        label={fields.street}
        name="address_1"
        autoComplete="address-line1"
        value={known?.address_1}
      />
      <div className="form-row">
        <Field
          label={fields.postalCode}
          name="postal_code"
          autoComplete="postal-code"
          value={known?.postal_code}
        />
        <Field label={fields.city} name="city" autoComplete="address-level2" value={known?.city} />
      </div>
      <div className="form-row">
        <Field
          label={fields.province}
          name="province"
          autoComplete="address-level1"
          value={known?.province}
          isOptional
        />
        <p className="field">
          <label htmlFor="country_code">{fields.country}</label>
          <select
            id="country_code"
            name="country_code"
            autoComplete="country"
            defaultValue={known?.country_code ?? country}
          >
            {countries.map((code) => (
              <option key={code} value={code}>
                {nameOf(code)}
              </option>
            ))}
          </select>
        </p>
      </div>
      <Field
        label={fields.phone}
        name="phone"
        type="tel"
        autoComplete="tel"
        value={known?.phone}
        isOptional
      />
      {error && <Problem error={error} />}
      <button type="submit" className="button" aria-disabled={isSending}>
        {words.next}
      </button>
    </form>
  )
}
