import { Input, Label, Text } from "@medusajs/ui"
import { useId } from "react"
import { Problem } from "./collect-inputs"

interface AmountInputProps {
  readonly label: string
  /** Decimal string, as typed. */
  readonly value: string
  readonly unit: string
  /** It is all or nothing. */
  readonly isFixed?: boolean
  readonly problem?: string
  readonly onChange: (value: string) => void
}

/** An amount as text: it never becomes a number with rounding errors. */
export function AmountInput({ label, value, unit, isFixed, problem, onChange }: AmountInputProps) {
  const id = useId()
  const described = problem ? `${id}-problem` : undefined
  return (
    <div className="flex flex-col gap-y-2">
      <Label htmlFor={id} size="small" weight="plus">
        {label}
      </Label>
      <div dir="ltr" className="flex items-center gap-x-2">
        <Input
          id={id}
          className="w-full"
          inputMode="decimal"
          autoComplete="off"
          value={value}
          readOnly={isFixed}
          aria-invalid={problem !== undefined}
          aria-describedby={described}
          onChange={(event) => onChange(event.target.value)}
        />
        <Text size="small" className="text-ui-fg-subtle">
          {unit.toUpperCase()}
        </Text>
      </div>
      <Problem id={described} text={problem} />
    </div>
  )
}
