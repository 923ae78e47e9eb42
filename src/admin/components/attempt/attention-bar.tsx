import { Button } from "@medusajs/ui"
import { useState } from "react"
import type { AttemptDetail } from "../../lib/api-types"
import { useTexts } from "../../lib/use-texts"
import { StatusSentence } from "../situation"
import { ResolveDrawer } from "./resolve-drawer"

interface AttentionBarProps {
  readonly attempt: AttemptDetail
}

/** Where the money is, in one sentence, and the button that leads on where a decision is awaited. */
export function AttentionBar({ attempt }: AttentionBarProps) {
  const { t } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const [way] = attempt.resolutions
  return (
    <div className="bg-ui-bg-subtle flex items-center justify-between gap-x-4 px-6 py-4">
      <StatusSentence situation={attempt.situation} />
      {way && (
        <Button size="small" variant="secondary" className="shrink-0" onClick={() => setOpen(true)}>
          {t("attempts.actions.resolve")}
        </Button>
      )}
      {isOpen && way && (
        <ResolveDrawer attempt={attempt} first={way} onClose={() => setOpen(false)} />
      )}
    </div>
  )
}
