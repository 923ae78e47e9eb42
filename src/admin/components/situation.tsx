import { StatusBadge, Text } from "@medusajs/ui"
import type { Situation } from "../lib/api-types"
import { situationSentence } from "../lib/situation-sentence"
import { useNow } from "../lib/use-now"
import { useTexts } from "../lib/use-texts"

interface SituationProps {
  readonly situation: Situation
}

/** The state of a payment in one or two words. */
export function SituationBadge({ situation }: SituationProps) {
  const { t } = useTexts()
  return (
    <StatusBadge color={situation.tone} className="text-nowrap">
      {t(`situation.badge.${situation.code}`)}
    </StatusBadge>
  )
}

/** The state of a payment in one plain sentence, whose times go on. */
export function StatusSentence({ situation }: SituationProps) {
  const { t, language } = useTexts()
  const now = useNow()
  return (
    <Text size="small" className="text-ui-fg-base text-pretty" role="status">
      {situationSentence(situation, t, language, now)}
    </Text>
  )
}
