import { type FormEvent, useId, useRef, useState } from "react"
import { PaymentClientError } from "../client/payment-client-error.js"
import type { CollectField } from "../next-action.js"
import { type AnswerProblem, checkAnswer, refusedFields } from "./check-answer.js"
import { CollectInput } from "./collect-input.js"
import type { PaymentUi } from "./payment-ui.js"

type ByField<Value> = Readonly<Record<string, Value | undefined>>

/** The gateway's questions to the payer. The answers go to the shop and are kept nowhere else. */
export function CollectView({
  ui,
  fields,
  onAnswer,
}: {
  readonly ui: PaymentUi
  readonly fields: readonly CollectField[]
  readonly onAnswer: (answers: Readonly<Record<string, string>>) => Promise<void>
}) {
  const texts = ui.texts.collect
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [answers, setAnswers] = useState<ByField<string>>({})
  const [left, setLeft] = useState<ByField<boolean>>({})
  const [refused, setRefused] = useState<ByField<AnswerProblem>>({})
  const [refusal, setRefusal] = useState<string>()
  const [isSending, setSending] = useState(false)

  const problemOf = (field: CollectField) => checkAnswer(field, answers[field.name] ?? "")

  /** After the errors are on the page. */
  function focusFirst(names: ReadonlySet<string>): void {
    requestAnimationFrame(() => {
      const inputs = form.current?.querySelectorAll<HTMLElement>("input, select") ?? []
      ;[...inputs].find((input) => names.has(input.getAttribute("name") ?? ""))?.focus()
    })
  }

  async function send(): Promise<void> {
    const wrong = fields.filter((field) => problemOf(field) !== undefined)
    setLeft(Object.fromEntries(fields.map(({ name }) => [name, true])))
    if (wrong.length > 0) {
      focusFirst(new Set(wrong.map(({ name }) => name)))
      return
    }
    setSending(true)
    setRefusal(undefined)
    try {
      await onAnswer(filled(fields, answers))
    } catch (error) {
      const { message, status } = PaymentClientError.of(error)
      const named = refusedFields(message, fields)
      setRefused(named)
      if (Object.keys(named).length > 0) {
        focusFirst(new Set(Object.keys(named)))
      } else {
        setRefusal(status === null ? "" : message)
      }
    } finally {
      setSending(false)
    }
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (!isSending) {
      void send()
    }
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className={ui.className("fields")}>
      {fields.map((field) => {
        const problem = (left[field.name] ? problemOf(field) : undefined) ?? refused[field.name]
        return (
          <CollectInput
            key={field.name}
            ui={ui}
            id={`${id}${field.name}`}
            field={field}
            value={answers[field.name] ?? ""}
            problem={problem && texts[problem]}
            onChange={(value) => {
              setAnswers({ ...answers, [field.name]: value })
              setRefused({ ...refused, [field.name]: undefined })
            }}
            onLeave={() => setLeft({ ...left, [field.name]: true })}
          />
        )
      })}
      {refusal !== undefined && (
        <p role="alert" className={ui.className("error")}>
          {texts.failed} <span lang="en">{refusal}</span>
        </p>
      )}
      <button type="submit" className={ui.className("button")} aria-disabled={isSending}>
        {isSending ? texts.sending : texts.send}
      </button>
    </form>
  )
}

function filled(fields: readonly CollectField[], answers: ByField<string>): Record<string, string> {
  const given = fields.map(({ name }) => [name, (answers[name] ?? "").trim()] as const)
  return Object.fromEntries(given.filter(([, answer]) => answer !== ""))
}
