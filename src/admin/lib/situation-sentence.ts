import { type Amount, SITUATION_AMOUNTS, type Situation, type SituationCode } from "./api-types"
import { formatAmount, formatDistance, formatMoment } from "./format"
import type { Translate } from "./use-texts"

/** Money that waits for a decision. What does not match is looked at where it is: at the gateway. */
const HELD: ReadonlySet<SituationCode> = new Set([
  "underpaid",
  "overpaid",
  "late",
  "duplicate",
  "orphaned",
])

/**
 * The one plain sentence about a payment: what has happened, what is awaited, until when.
 *
 * @param now milliseconds
 */
export function situationSentence(
  { code, tone, amounts, expires_at: expiresAt, since }: Situation,
  t: Translate,
  language: string,
  now: number
): string {
  const values = Object.fromEntries(
    SITUATION_AMOUNTS.map((name) => {
      const { amount, currency_code: unit } = amounts[name] ?? nothingOf(amounts.due)
      return [name, formatAmount(amount, unit, language)]
    })
  )
  const fact = t(`situation.sentence.${code}`, values)
  const sentence = HELD.has(code)
    ? // What staff has dismissed is told in grey.
      t(tone === "grey" ? "situation.dismissed" : "situation.undecided", { sentence: fact })
    : fact
  const time = expiresAt
    ? t(isPast(expiresAt, now) ? "situation.time.expired" : "situation.time.expires", {
        distance: formatDistance(expiresAt, now, language),
      })
    : since && t("situation.time.since", { moment: formatMoment(since, language) })
  return t("situation.end", {
    sentence: time ? t("situation.withTime", { sentence, time }) : sentence,
  })
}

/** What is zero is not told. */
function nothingOf({ amount, currency_code }: Amount): Amount {
  const decimals = amount.split(".")[1] ?? ""
  return { amount: decimals === "" ? "0" : `0.${"0".repeat(decimals.length)}`, currency_code }
}

function isPast(moment: string, now: number): boolean {
  return new Date(moment).getTime() < now
}
