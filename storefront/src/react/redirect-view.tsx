import { useEffect, useId, useRef } from "react"
import type { PaymentUi } from "./payment-ui.js"

/** The gateway's page: a link, a form for those that want one, or a frame in the shop's page. */
export function RedirectView({
  ui,
  url,
  method,
  fields,
  isFramed,
  isSecond,
}: {
  readonly ui: PaymentUi
  readonly url: string
  readonly method: "GET" | "POST"
  readonly fields: Readonly<Record<string, string>>
  readonly isFramed: boolean
  /** Whether the payer has something better to do than to go there. */
  readonly isSecond: boolean
}) {
  const { open, page } = ui.texts.redirect
  const frame = useId()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.submit()
  }, [url])
  const inputs = Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ))
  const isForm = method === "POST"
  // Beside a frame the link is the way out, for pages that do not work in it.
  const button = ui.className(isSecond || isFramed ? "secondary" : "button")
  return (
    <>
      {isFramed && isForm && (
        <form ref={form} method="post" action={url} target={frame}>
          {inputs}
        </form>
      )}
      {isFramed && (
        <iframe
          className={ui.className("frame")}
          title={page}
          name={frame}
          src={isForm ? undefined : url}
          allow="payment *"
        />
      )}
      {isForm ? (
        <form method="post" action={url}>
          {inputs}
          <button type="submit" className={button}>
            {open}
          </button>
        </form>
      ) : (
        <a href={url} className={button}>
          {open}
        </a>
      )}
    </>
  )
}
