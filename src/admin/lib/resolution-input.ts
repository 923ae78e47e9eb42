import type { Resolution } from "./api-types"
import type { ResolutionInput } from "./attempts-api"
import { amountProblem } from "./check-amount"
import { fieldProblems, givenAnswers } from "./check-fields"
import type { Translate } from "./use-texts"

/** What staff has filled in for one way out of an exception. */
export interface ResolutionForm {
  readonly amount: string
  readonly reason: string
  readonly answers: Readonly<Record<string, string>>
}

/** Less than all can be sent back; every other way is about all of it. */
export function takesAmount({ action }: Resolution): boolean {
  return action === "refund" || action === "record_refund"
}

export interface ResolutionProblems {
  readonly amount?: string
  readonly reason?: string
  readonly fields: Readonly<Record<string, string>>
}

/** What is wrong with the form, before anything is sent. */
export function resolutionProblems(
  way: Resolution,
  form: ResolutionForm,
  unit: string,
  t: Translate,
  language: string
): ResolutionProblems {
  const amount = takesAmount(way)
    ? amountProblem(form.amount, way.amount, unit, t, language)
    : undefined
  const isUnexplained = way.action === "dismiss" && form.reason.trim() === ""
  return {
    ...(amount !== undefined && { amount }),
    ...(isUnexplained && { reason: t("attempts.problems.reason") }),
    fields: fieldProblems(way.fields, form.answers, t),
  }
}

export function isFine({ amount, reason, fields }: ResolutionProblems): boolean {
  return amount === undefined && reason === undefined && Object.keys(fields).length === 0
}

/** The decision as the shop takes it: what it knows by name, and a gateway's own fields. */
export function resolutionInput(way: Resolution, form: ResolutionForm): ResolutionInput {
  const answers = givenAnswers(way.fields, form.answers)
  // A gateway's own questions are sent together; those of a decision have names of their own.
  const isOfGateway = way.action === "refund"
  const own = isOfGateway ? {} : answers
  return {
    action: way.action,
    ...(takesAmount(way) && { amount: form.amount.trim() }),
    ...(own.order_id !== undefined && { order_id: own.order_id }),
    ...(own.reference !== undefined && { reference: own.reference }),
    ...(isOfGateway && Object.keys(answers).length > 0 && { fields: answers }),
    ...(form.reason.trim() !== "" && { reason: form.reason.trim() }),
  }
}
