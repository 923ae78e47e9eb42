import { useCallback, useState } from "react"
import { Link, useNavigate, useSearchParams } from "react-router-dom"
import { GatewayPayment } from "../gateway-payments.js"
import { useWords } from "../language/use-language.js"
import { Page } from "../parts/page.js"
import { Problem } from "../parts/problem.js"
import { PAYMENT_LOCALES } from "../payment-locales.js"
import { reportAnd } from "../report-and.js"
import { startPayment } from "../start-payment.js"
import { errorOf } from "../use-loaded.js"
import { useShop } from "../use-shop.js"

const SUPPORT = "mailto:help@shop.example"

/** A payment. All of it comes from the session's id in the address; the cart may be elsewhere. */
export function PaymentPage() {
  const { payment: words, shop, code } = useWords()
  const [query] = useSearchParams()
  const navigate = useNavigate()
  const { payments, framed, cart, reloadCart } = useShop()
  const [error, setError] = useState<Error | null>(null)
  const sessionId = query.get("session_id")

  const onComplete = useCallback(
    (orderId: string) => {
      reportAnd(reloadCart())
      reportAnd(Promise.resolve(navigate(`/order/${orderId}/confirmed`, { replace: true })))
    },
    [navigate, reloadCart]
  )

  /** The same way to pay once more; where it is not known any more, the buyer chooses. */
  async function tryAgain(): Promise<void> {
    setError(null)
    try {
      const current = await reloadCart()
      const session = current?.payment_collection?.payment_sessions?.find(
        ({ id }) => id === sessionId
      )
      if (current && session) {
        const payment = { cartId: current.id, providerId: session.provider_id }
        await startPayment(payments, payment, navigate)
      } else {
        await navigate("/checkout")
      }
    } catch (problem) {
      setError(errorOf(problem))
    }
  }

  return (
    <Page title={words.title} kind="payment">
      {sessionId ? (
        <GatewayPayment
          // Another payment begins anew.
          key={sessionId}
          client={payments}
          sessionId={sessionId}
          locale={PAYMENT_LOCALES[code]}
          // So the plugin leads payers back from a gateway's page.
          hasReturned={query.has("status")}
          framed={framed}
          onComplete={onComplete}
          onTryAgain={cart ? () => void tryAgain() : undefined}
          onChooseAnother={() => reportAnd(Promise.resolve(navigate(cart ? "/checkout" : "/")))}
          supportUrl={SUPPORT}
        />
      ) : (
        <>
          <p>{words.none}</p>
          <Link className="button" to="/">
            {shop.backToShop}
          </Link>
        </>
      )}
      {error && <Problem error={error} />}
    </Page>
  )
}
