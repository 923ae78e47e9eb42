import { settledAttempt } from "./attempts"
import type { Attempt } from "../../attempt"
import type { AttemptLedger } from "../../ledger"

/** A ledger of one attempt, for those who only look one up, tell evidence and settle it. */
export function oneAttemptLedger(first: Attempt): AttemptLedger & { readonly attempt: Attempt } {
  let attempt = first
  const unused = () => Promise.reject(new Error("not part of this test"))
  return {
    settings: { returnPath: "/checkout/payment" },
    get attempt() {
      return attempt
    },
    findById: async (id) => (id === attempt.id ? attempt : undefined),
    findBySession: async (id) => (id === attempt.sessionId ? attempt : undefined),
    findByReference: async ({ gateway }, reference) =>
      gateway === attempt.gateway && reference === attempt.reference ? attempt : undefined,
    observe: async (_, observation, policy) => {
      attempt = settledAttempt(attempt, observation, policy)
      return { attempt, effects: [] }
    },
    recordEvidence: async (_, evidence) => {
      attempt = { ...attempt, evidence: { ...attempt.evidence, ...evidence } }
      return attempt
    },
    openAttempt: unused,
    adoptSession: unused,
    recordCreated: unused,
    recordCreateFailure: unused,
    recordAbandoned: unused,
    holdRefund: unused,
    startRefund: unused,
    dropRefund: unused,
    recordRefund: unused,
    recordPayerAnswers: unused,
    addNote: unused,
  }
}
