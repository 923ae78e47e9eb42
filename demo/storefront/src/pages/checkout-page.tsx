import type { HttpTypes } from "@medusajs/types"
import { type ReactNode, useState } from "react"
import { useWords } from "../language/use-language.js"
import { AddressStep } from "../parts/address-step.js"
import { DeliveryStep } from "../parts/delivery-step.js"
import { FilledCart } from "../parts/filled-cart.js"
import { Lines } from "../parts/lines.js"
import { MethodStep } from "../parts/method-step.js"
import { Totals } from "../parts/totals.js"

type Step = "address" | "delivery" | "payment"

/** Address, delivery and payment, one after the other. */
export function CheckoutPage() {
  const { checkout: words } = useWords()
  return (
    <FilledCart title={words.title}>
      {(cart) => (
        <>
          <Steps cart={cart} />
          <Summary cart={cart} />
        </>
      )}
    </FilledCart>
  )
}

function Steps({ cart }: { readonly cart: HttpTypes.StoreCart }) {
  const { checkout: words } = useWords()
  const [step, setStep] = useState<Step>(() => firstOpen(cart))
  const address = cart.shipping_address
  const [delivery] = cart.shipping_methods ?? []
  return (
    <div className="steps">
      <Section
        title={words.address}
        isOpen={step === "address"}
        onChange={hasAddress(cart) ? () => setStep("address") : undefined}
        done={
          hasAddress(cart) &&
          [address?.first_name, address?.last_name, address?.address_1, address?.city]
            .filter(Boolean)
            .join(", ")
        }
      >
        <AddressStep cart={cart} onDone={() => setStep("delivery")} />
      </Section>
      <Section
        title={words.delivery}
        isOpen={step === "delivery"}
        onChange={step === "payment" ? () => setStep("delivery") : undefined}
        done={step === "payment" && <DeliveryName name={delivery?.name} />}
      >
        <DeliveryStep cart={cart} onDone={() => setStep("payment")} />
      </Section>
      <Section title={words.payment} isOpen={step === "payment"}>
        <MethodStep cart={cart} />
      </Section>
    </div>
  )
}

function DeliveryName({ name }: { readonly name: string | undefined }) {
  const { choices } = useWords()
  return <>{choices[name ?? ""] ?? name}</>
}

function Section({
  title,
  isOpen,
  done,
  onChange,
  children,
}: {
  readonly title: string
  readonly isOpen: boolean
  /** What was told, once it was. */
  readonly done?: ReactNode
  readonly onChange?: () => void
  readonly children: ReactNode
}) {
  const { checkout: words } = useWords()
  return (
    <section className="step" aria-label={title} data-open={isOpen}>
      <div className="step-head">
        <h2>{title}</h2>
        {!isOpen && onChange && (
          <button
            type="button"
            className="link"
            aria-label={`${words.change}: ${title}`}
            onClick={onChange}
          >
            {words.change}
          </button>
        )}
      </div>
      {isOpen ? children : done && <p className="soft">{done}</p>}
    </section>
  )
}

function Summary({ cart }: { readonly cart: HttpTypes.StoreCart }) {
  const { totals } = useWords()
  return (
    <section className="summary" aria-label={totals.title}>
      <h2>{totals.title}</h2>
      <Lines lines={cart.items ?? []} currency={cart.currency_code} />
      <Totals of={cart} />
    </section>
  )
}

function hasAddress({ email, shipping_address: address }: HttpTypes.StoreCart): boolean {
  return Boolean(email && address?.address_1)
}

/** Whoever comes back for another way to pay is not asked for the address again. */
function firstOpen(cart: HttpTypes.StoreCart): Step {
  if (!hasAddress(cart)) {
    return "address"
  }
  return cart.shipping_methods?.length ? "payment" : "delivery"
}
