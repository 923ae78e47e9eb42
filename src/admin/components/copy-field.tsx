import { Copy, clx } from "@medusajs/ui"
import { useTexts } from "../lib/use-texts"

interface CopyFieldProps {
  readonly value: string
  /** What is shown in its place, where that is shorter. */
  readonly shown?: string
  readonly className?: string
}

/** A value of a machine: cut to its place, whole when copied; written from the left everywhere. */
export function CopyField({ value, shown, className }: CopyFieldProps) {
  const { t } = useTexts()
  return (
    <span className={clx("inline-flex min-w-0 max-w-full items-center gap-x-1", className)}>
      <span dir="ltr" title={value} className="txt-compact-small truncate">
        {shown ?? value}
      </span>
      <Copy
        content={value}
        variant="mini"
        aria-label={t("common.actions.copy")}
        className="text-ui-fg-muted shrink-0"
      />
    </span>
  )
}
