import { useParams } from "react-router-dom"
import { useWords } from "../language/use-language.js"
import { fill } from "../language/words.js"
import { OrderFacts } from "../parts/order-facts.js"
import { Page } from "../parts/page.js"
import { Loading, Problem } from "../parts/problem.js"
import { useDate } from "../use-date.js"
import { useOrder } from "../use-order.js"

/** An order, as its buyer finds it again. */
export function OrderPage() {
  const { id = "" } = useParams()
  const { order: words } = useWords()
  const date = useDate()
  const { value: order, error, reload } = useOrder(id)
  if (!order) {
    return (
      <main id="content" className="page">
        {error ? <Problem error={error} onAgain={reload} /> : <Loading />}
      </main>
    )
  }
  return (
    <Page title={fill(words.title, { number: String(order.display_id ?? "") })} kind="confirmed">
      <p className="soft">{fill(words.placed, { date: date(order.created_at) })}</p>
      <OrderFacts order={order} />
    </Page>
  )
}
