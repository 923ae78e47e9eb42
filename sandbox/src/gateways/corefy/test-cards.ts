/** What the test connector does with a card. */
export interface TestCardOutcome {
  result: "processed" | "pending" | "failed"
  resolution: string
  /** The bank asks the payer first. */
  needs3ds: boolean
}

interface TestCard {
  number: string
  succeeds: boolean
  needs3ds: boolean
}

/** The cards of Corefy's test connector; any CVV goes. */
export const TEST_CARDS: readonly TestCard[] = [
  { number: "5519283812030000", succeeds: true, needs3ds: false },
  { number: "5123817234060000", succeeds: true, needs3ds: true },
  { number: "4302912837020000", succeeds: false, needs3ds: false },
  { number: "4412397212080000", succeeds: false, needs3ds: true },
]

const PENDING_EXPIRY = "07/77"

/** What the expiry of a failing card makes of it. */
export const RESOLUTIONS_BY_EXPIRY: Readonly<Record<string, string>> = {
  "05/29": "insufficient_funds",
  "09/33": "declined",
  "04/28": "card_expired",
  "03/27": "invalid_cvv",
  "11/47": "issuer_decline",
  "06/42": "antifraud_error",
  "01/37": "limit_violation",
}

/** @returns `undefined` for a number that is no test card's */
export function testCardOutcome(number: string, expiry: string): TestCardOutcome | undefined {
  const card = TEST_CARDS.find((candidate) => candidate.number === number.replace(/[\s-]/g, ""))
  if (!card) {
    return undefined
  }
  const { needs3ds, succeeds } = card
  if (expiry === PENDING_EXPIRY) {
    return { result: "pending", resolution: "ok", needs3ds }
  }
  return succeeds
    ? { result: "processed", resolution: "ok", needs3ds }
    : {
        result: "failed",
        resolution: RESOLUTIONS_BY_EXPIRY[expiry] ?? "general_fatal_error",
        needs3ds,
      }
}
