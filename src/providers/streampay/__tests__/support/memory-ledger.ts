import type { Attempt } from "../../../../core/attempt"
import type { AttemptLedger } from "../../../../core/ledger"
import { settledAttempt } from "./attempt"

/** A ledger of one attempt, for those who only look one up and settle it. */
export function memoryLedger(first: Attempt): AttemptLedger & { readonly attempt: Attempt } {
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
    observe: async (_, observation) => {
      attempt = settledAttempt(attempt, observation)
      return { attempt, effects: [] }
    },
    openAttempt: unused,
    recordCreated: unused,
    recordCreateFailure: unused,
    recordAbandoned: unused,
    startRefund: unused,
    dropRefund: unused,
    recordRefund: unused,
    recordEvidence: unused,
    recordPayerAnswers: unused,
    addNote: unused,
  }
}
