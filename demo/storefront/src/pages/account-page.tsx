import { type FormEvent, useState } from "react"
import { FetchError } from "@medusajs/js-sdk"
import { Link } from "react-router-dom"
import { useWords } from "../language/use-language.js"
import { fill } from "../language/words.js"
import { Field } from "../parts/field.js"
import { Page } from "../parts/page.js"
import { Loading, Problem } from "../parts/problem.js"
import { readForm } from "../read-form.js"
import { reportAnd } from "../report-and.js"
import { type CustomerState, type SignedIn, useCustomer } from "../use-customer.js"
import { useDate } from "../use-date.js"
import { errorOf } from "../use-loaded.js"
import { usePrice } from "../use-price.js"

const SHORTEST_PASSWORD = 8

/** Signing in, and the orders of who has. */
export function AccountPage() {
  const { account: words } = useWords()
  const customer = useCustomer()
  const { value, error, reload } = customer.seen
  if (error) {
    return (
      <Page title={words.signIn}>
        <Problem error={error} onAgain={reload} />
      </Page>
    )
  }
  if (!value) {
    return (
      <main id="content" className="page">
        <Loading />
      </main>
    )
  }
  return value === "nobody" ? (
    <Entrance customer={customer} />
  ) : (
    <Orders of={value} onSignOut={() => reportAnd(customer.signOut())} />
  )
}

function Entrance({ customer }: { readonly customer: CustomerState }) {
  const { account: words } = useWords()
  const [isNew, setNew] = useState(false)
  const [problem, setProblem] = useState<string | Error | null>(null)

  async function send(form: HTMLFormElement): Promise<void> {
    setProblem(null)
    const answer = readForm(form)
    const email = answer("email").trim()
    const password = answer("password")
    try {
      if (isNew) {
        await customer.register({
          email,
          password,
          first_name: answer("first_name").trim(),
          last_name: answer("last_name").trim(),
        })
      } else {
        await customer.signIn(email, password)
      }
    } catch (error) {
      const isRefused = error instanceof FetchError && error.status === 401
      setProblem(isRefused ? (isNew ? words.taken : words.wrong) : errorOf(error))
    }
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    void send(event.currentTarget)
  }

  return (
    <Page title={isNew ? words.create : words.signIn} kind="narrow" key={String(isNew)}>
      <p className="soft">{isNew ? words.createText : words.signInText}</p>
      <form className="form" onSubmit={submit}>
        {isNew && (
          <div className="form-row">
            <Field label={words.firstName} name="first_name" autoComplete="given-name" />
            <Field label={words.lastName} name="last_name" autoComplete="family-name" />
          </div>
        )}
        <Field label={words.email} name="email" type="email" autoComplete="email" />
        <Field
          label={words.password}
          name="password"
          type="password"
          autoComplete={isNew ? "new-password" : "current-password"}
          minLength={isNew ? SHORTEST_PASSWORD : undefined}
        />
        {typeof problem === "string" && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        {problem instanceof Error && <Problem error={problem} />}
        <button type="submit" className="button">
          {isNew ? words.create : words.signIn}
        </button>
      </form>
      <button type="button" className="link" onClick={() => setNew(!isNew)}>
        {isNew ? words.toSignIn : words.toCreate}
      </button>
    </Page>
  )
}

function Orders({
  of: { customer, orders },
  onSignOut,
}: {
  readonly of: SignedIn
  readonly onSignOut: () => void
}) {
  const { account: words, order: orderWords } = useWords()
  const date = useDate()
  const price = usePrice()
  const name = customer.first_name ?? customer.email
  return (
    <Page title={fill(words.hello, { name })}>
      <h2>{words.orders}</h2>
      {orders.length === 0 && <p>{words.noOrders}</p>}
      <ul className="order-list">
        {orders.map((order) => (
          <li key={order.id}>
            <Link to={`/order/${order.id}`}>
              {fill(orderWords.title, { number: String(order.display_id ?? "") })}
            </Link>
            <span className="soft">{date(order.created_at)}</span>
            <span className="badge" data-status={order.payment_status}>
              {orderWords.statuses[order.payment_status] ?? order.payment_status}
            </span>
            <bdi>{price(order.total, order.currency_code)}</bdi>
          </li>
        ))}
      </ul>
      <button type="button" className="button quiet" onClick={onSignOut}>
        {words.signOut}
      </button>
    </Page>
  )
}
