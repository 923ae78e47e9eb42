import { Badge } from "@medusajs/ui"
import type { Mode } from "../lib/api-types"
import { useTexts } from "../lib/use-texts"

/** Whether real money moves. */
export function ModeBadge({ mode }: { readonly mode: Mode | null }) {
  const { t } = useTexts()
  return mode === null ? null : (
    <Badge size="2xsmall" color={mode === "test" ? "orange" : "grey"} rounded="full">
      {t(`common.mode.${mode}`)}
    </Badge>
  )
}
