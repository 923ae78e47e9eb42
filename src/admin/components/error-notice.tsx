import { Button, InlineTip } from "@medusajs/ui"
import { describeFailure, isForbidden } from "../lib/describe-failure"
import { useTexts } from "../lib/use-texts"

interface ErrorNoticeProps {
  readonly error: unknown
  /** Asks once more; a lacking right is not asked for again. */
  readonly onRetry?: () => void
}

/** What went wrong, in words, in the place of what could not be shown. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const { t } = useTexts()
  return (
    <div className="flex flex-col items-start gap-y-3 px-6 py-4" role="alert">
      <InlineTip variant="error" label={t("common.errors.title")} className="w-full">
        {describeFailure(error, t)}
      </InlineTip>
      {onRetry && !isForbidden(error) && (
        <Button size="small" variant="secondary" onClick={onRetry}>
          {t("common.actions.retry")}
        </Button>
      )}
    </div>
  )
}
