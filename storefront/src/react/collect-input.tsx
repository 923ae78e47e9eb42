import type { ChangeEvent } from "react"
import type { CollectField } from "../next-action.js"
import { LONGEST_ANSWER } from "./check-answer.js"
import type { PaymentUi } from "./payment-ui.js"

/** What browsers fill in by themselves, and which keyboard they show. */
const KNOWN: Readonly<Record<string, { readonly autoComplete: string; readonly type?: string }>> = {
  name: { autoComplete: "name" },
  email: { autoComplete: "email", type: "email" },
  phone: { autoComplete: "tel", type: "tel" },
  birth_date: { autoComplete: "bday" },
  address: { autoComplete: "street-address" },
  zip: { autoComplete: "postal-code" },
  city: { autoComplete: "address-level2" },
  state: { autoComplete: "address-level1" },
  country: { autoComplete: "country" },
}

/** How the shop marks what it knows already, and the gateway would refuse. */
const DOUBTED = / \(please check\)$/

/** One question, with what is wrong with its answer. */
export function CollectInput({
  ui,
  id,
  field,
  value,
  problem,
  onChange,
  onLeave,
}: {
  readonly ui: PaymentUi
  readonly id: string
  readonly field: CollectField
  readonly value: string
  readonly problem: string | undefined
  readonly onChange: (value: string) => void
  readonly onLeave: () => void
}) {
  const { name, required } = field
  const texts = ui.texts.collect
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined
  const shared = {
    id,
    name,
    required,
    value,
    className: ui.className("input"),
    autoComplete: known?.autoComplete ?? "off",
    "aria-invalid": problem !== undefined,
    "aria-describedby": problem === undefined ? undefined : `${id}-problem`,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) =>
      onChange(event.target.value),
    onBlur: onLeave,
  }
  return (
    <p>
      <label htmlFor={id} className={ui.className("label")}>
        {labelOf(ui, field)}
        {!required && ` (${texts.optional})`}
      </label>
      {field.options ? (
        <select {...shared}>
          <option value="">{texts.choose}</option>
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {name === "country" ? countryName(ui, option) : option.label}
            </option>
          ))}
        </select>
      ) : (
        <input {...shared} type={known?.type ?? "text"} maxLength={LONGEST_ANSWER} />
      )}
      {problem !== undefined && (
        <span id={`${id}-problem`} className={ui.className("error")}>
          {problem}
        </span>
      )}
    </p>
  )
}

function labelOf({ texts: { collect }, fill }: PaymentUi, { name, label }: CollectField): string {
  const plain = label.replace(DOUBTED, "")
  const own = Object.hasOwn(collect.fields, name) ? collect.fields[name] : undefined
  const shown = own === undefined ? plain : fill(own, { label: plain })
  return plain === label ? shown : `${shown} (${collect.check})`
}

function countryName(
  { language }: PaymentUi,
  { value, label }: { readonly value: string; readonly label: string }
): string {
  return /^[A-Z]{2}$/.test(value)
    ? (new Intl.DisplayNames(language, { type: "region" }).of(value) ?? label)
    : label
}
