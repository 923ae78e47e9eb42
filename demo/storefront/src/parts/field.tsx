import { useId } from "react"
import { useWords } from "../language/use-language.js"

/** A labelled input. Addresses, names and numbers are typed in the direction of their letters. */
export function Field({
  label,
  name,
  type = "text",
  autoComplete,
  value,
  isOptional = false,
  minLength,
}: {
  readonly label: string
  readonly name: string
  readonly type?: "text" | "email" | "tel" | "password"
  readonly autoComplete: string
  readonly value?: string | null
  readonly isOptional?: boolean
  readonly minLength?: number
}) {
  const { checkout } = useWords()
  const id = useId()
  return (
    <p className="field">
      <label htmlFor={id}>
        {label} {isOptional && <span className="soft">({checkout.optional})</span>}
      </label>
      <input
        id={id}
        name={name}
        type={type}
        autoComplete={autoComplete}
        defaultValue={value ?? ""}
        required={!isOptional}
        minLength={minLength}
        dir={type === "text" ? "auto" : "ltr"}
      />
    </p>
  )
}
