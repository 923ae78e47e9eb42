import { randomUUID } from "node:crypto"
import { matchesPattern } from "./match"
import type { WebhookFault, WebhookMessage, WebhookMishandling } from "./webhook-types"

/** A rule in force. */
export interface ActiveWebhookFault extends WebhookFault {
  id: string
  /** How often it was used. */
  used: number
}

/** Rules that mishandle the webhooks to come. */
export class WebhookFaults {
  private rules: ActiveWebhookFault[] = []

  /** @returns the rule's id */
  add(fault: WebhookFault): string {
    const rule = { ...fault, id: randomUUID(), used: 0 }
    this.rules.push(rule)
    return rule.id
  }

  list(): ActiveWebhookFault[] {
    return this.rules.map((rule) => ({ ...rule }))
  }

  remove(id: string): boolean {
    const before = this.rules.length
    this.rules = this.rules.filter((rule) => rule.id !== id)
    return this.rules.length < before
  }

  clear(): void {
    this.rules = []
  }

  /** What the first matching rule does to this message, and counts its use. */
  take(message: WebhookMessage): WebhookMishandling {
    const rule = this.rules.find(
      (candidate) =>
        (candidate.gateway === undefined || candidate.gateway === message.gateway) &&
        (candidate.event === undefined || matchesPattern(candidate.event, message.event))
    )
    if (!rule) {
      return {}
    }
    rule.used += 1
    if (rule.times !== undefined && rule.used >= rule.times) {
      this.remove(rule.id)
    }
    const { drop, hold, delayMs, copies, tamper, secret, signedAtOffsetMs, url } = rule
    return givenOf({ drop, hold, delayMs, copies, tamper, secret, signedAtOffsetMs, url })
  }
}

/** Without the members that are `undefined`, so that they override nothing. */
export function givenOf(mishandling: WebhookMishandling): WebhookMishandling {
  return Object.fromEntries(Object.entries(mishandling).filter(([, value]) => value !== undefined))
}
