import { Link, useParams } from "react-router-dom"
import { useWords } from "../language/use-language.js"
import { fill } from "../language/words.js"
import { OrderFacts } from "../parts/order-facts.js"
import { Page } from "../parts/page.js"
import { Loading, Problem } from "../parts/problem.js"
import { useOrder } from "../use-order.js"

/** What the buyer sees once the payment is there. */
export function ConfirmationPage() {
  const { id = "" } = useParams()
  const { order: words } = useWords()
  const { value: order, error, reload } = useOrder(id)
  if (!order) {
    return (
      <main id="content" className="page">
        {error ? <Problem error={error} onAgain={reload} /> : <Loading />}
      </main>
    )
  }
  const name = order.shipping_address?.first_name ?? ""
  return (
    <Page title={fill(words.confirmed, { name })} kind="confirmed">
      <p className="intro">{words.confirmedText}</p>
      <h2 className="order-number">
        {fill(words.title, { number: String(order.display_id ?? "") })}
      </h2>
      <OrderFacts order={order} />
      <p className="ways">
        <Link className="button" to="/">
          {words.again}
        </Link>
        <Link className="button quiet" to={`/order/${order.id}`}>
          {words.view}
        </Link>
      </p>
    </Page>
  )
}
