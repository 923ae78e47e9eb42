import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { answersAmong } from "../core/collect-fields"
import { type RequestFacts, withRequestFacts } from "../core/request-facts"
import { findGateway } from "./resolve-gateway"

/**
 * Keeps what Medusa does not hand to payment providers when a session is created: the payer's
 * address and language, and the answers to a gateway's questions. These are taken out of `data`,
 * which Medusa would store in the session, and the session is public.
 */
export function keepRequestFacts(
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): void {
  const facts: RequestFacts = {
    ip: req.ip,
    language: firstLanguage(req.headers["accept-language"]),
    payerAnswers: takeAnswers(req),
  }
  withRequestFacts(facts, () => {
    next()
  })
}

function takeAnswers(req: MedusaRequest): Record<string, string> {
  const names = new Set<string>()
  const answers: Record<string, string> = {}
  for (const body of [req.body, req.validatedBody]) {
    const { provider_id: providerId, data } = (body ?? {}) as {
      provider_id?: unknown
      data?: unknown
    }
    if (typeof data !== "object" || data === null || Array.isArray(data)) {
      continue
    }
    const record = data as Record<string, unknown>
    for (const name of payerFieldsOf(req, providerId)) {
      names.add(name)
    }
    Object.assign(answers, answersAmong([...names], record))
    for (const name of names) {
      delete record[name]
    }
  }
  return answers
}

function payerFieldsOf(req: MedusaRequest, providerId: unknown): readonly string[] {
  return findGateway(req.scope, String(providerId))?.gateway.payerFields ?? []
}

/** The first of `pt-BR,pt;q=0.9`; what is no language tag is left out. */
function firstLanguage(header: string | undefined): string | undefined {
  const [first = ""] = (header ?? "").split(/[,;]/)
  return /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(first.trim()) ? first.trim() : undefined
}
