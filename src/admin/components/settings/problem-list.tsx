import { InlineTip } from "@medusajs/ui"
import { formatAge } from "../../lib/format-age"
import type { Problem } from "../../lib/gateways-types"
import { useNow } from "../../lib/use-now"
import { useTexts } from "../../lib/use-texts"

interface ProblemListProps {
  readonly problems: readonly Problem[]
}

/** What is wrong, and what to do about it; nothing where nothing is. */
export function ProblemList({ problems }: ProblemListProps) {
  const { t, language } = useTexts()
  const now = useNow()
  if (problems.length === 0) {
    return null
  }
  return (
    <ul className="flex flex-col gap-y-2 px-6 py-4">
      {problems.map(({ code, severity, message, cure, provider_id: providerId, since }) => (
        <li key={`${code} ${providerId ?? ""}`} data-problem={code}>
          <InlineTip variant={severity} label={t(`settings.severity.${severity}`)}>
            {message}
            {since && (
              <> ({t("settings.problems.since", { distance: formatAge(since, now, language) })})</>
            )}
            <span className="mt-1 block">{t("settings.problems.cure", { cure })}</span>
          </InlineTip>
        </li>
      ))}
    </ul>
  )
}
