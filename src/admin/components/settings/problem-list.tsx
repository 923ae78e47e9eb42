import { formatAge } from "../../lib/format-age"
import type { Problem } from "../../lib/gateways-types"
import { useNow } from "../../lib/use-now"
import { useTexts } from "../../lib/use-texts"
import { ProblemTip } from "./problem-tip"

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
      {problems.map((problem) => (
        <li key={`${problem.code} ${problem.provider_id ?? ""}`}>
          <ProblemTip problem={problem} texts="problems" severity={problem.severity}>
            {problem.since &&
              ` (${t("settings.problems.since", { distance: formatAge(problem.since, now, language) })})`}
          </ProblemTip>
        </li>
      ))}
    </ul>
  )
}
