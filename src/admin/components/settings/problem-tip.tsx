import { InlineTip } from "@medusajs/ui"
import type { ReactNode } from "react"
import type { Problem } from "../../lib/gateways-types"
import { hasText, useTexts } from "../../lib/use-texts"

interface ProblemTipProps {
  readonly problem: Pick<Problem, "code" | "message" | "cure">
  /** Where the texts of such problems stand, by their codes. */
  readonly texts: "problems" | "settings.testProblems"
  readonly severity: Problem["severity"]
  /** Said after what is wrong. */
  readonly children?: ReactNode
}

/**
 * What is wrong, and what to do about it: in the reader's language where the code is known here, with the
 * shop's own words, which tell more, below.
 */
export function ProblemTip({ problem, texts, severity, children }: ProblemTipProps) {
  const { t } = useTexts()
  const { code, message, cure } = problem
  const [messageKey, cureKey] = [`${texts}.${code}.message`, `${texts}.${code}.cure`]
  const isKnown = hasText(messageKey) && hasText(cureKey)
  return (
    <InlineTip
      variant={severity}
      label={t(`settings.severity.${severity}`)}
      className="w-full"
      data-problem={code}
    >
      {isKnown ? t(messageKey) : message}
      {children}
      <span className="mt-1 block">
        {t("settings.problems.cure", { cure: isKnown ? t(cureKey) : cure })}
      </span>
      {isKnown && (
        <span dir="auto" className="txt-compact-xsmall text-ui-fg-muted mt-1 block">
          {message}
        </span>
      )}
    </InlineTip>
  )
}
