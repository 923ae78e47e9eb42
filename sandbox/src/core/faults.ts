import { randomUUID } from "node:crypto"
import type { ActiveFault, Fault, FaultEffect } from "./fault-types"
import { matchesPattern } from "./match"

/** Rules that make requests to the gateways go wrong; the first that applies is used. */
export class Faults {
  private rules: ActiveFault[] = []

  /** @returns the rule's id */
  add(fault: Fault): string {
    const rule: ActiveFault = { ...fault, id: randomUUID(), seen: 0, used: 0 }
    this.rules.push(rule)
    return rule.id
  }

  list(): ActiveFault[] {
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

  /** The effect for this request, if any; counts its use. */
  take(gateway: string, method: string, path: string): FaultEffect | undefined {
    for (const rule of [...this.rules]) {
      const applies =
        (rule.gateway === undefined || rule.gateway === gateway) &&
        (rule.method === undefined || rule.method.toUpperCase() === method) &&
        (rule.path === undefined || matchesPattern(rule.path, path))
      if (!applies) {
        continue
      }
      rule.seen += 1
      if (rule.seen <= (rule.skip ?? 0)) {
        continue
      }
      rule.used += 1
      if (rule.times !== undefined && rule.used >= rule.times) {
        this.remove(rule.id)
      }
      return rule.effect
    }
    return undefined
  }
}
