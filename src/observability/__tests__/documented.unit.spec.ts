import fs from "node:fs"
import path from "node:path"
import { createNoopMeter, type MeterProvider, metrics as openTelemetry } from "@opentelemetry/api"
import { PaymentGatewayEvents } from "../../core/payment-events"
import { PROBLEM_CODES } from "../../health/problem"
import { metrics } from "../metrics"
import { FIELD_NAMES } from "../observed-fields"
import { ATTRIBUTE, SPAN_NAMES } from "../scope"

const OPERATIONS = fs.readFileSync(path.resolve(__dirname, "../../../docs/operations.md"), "utf8")
/** What the page sets in code type. */
const named = new Set([...OPERATIONS.matchAll(/`([^`\n]+)`/g)].map(([, words]) => words))

/** Names of all instruments, as a meter is asked for them. */
function instrumentNames(): string[] {
  const names: string[] = []
  const meter = new Proxy(createNoopMeter(), {
    get: (target, property, receiver) => {
      const member: unknown = Reflect.get(target, property, receiver)
      return String(property).startsWith("create") && typeof member === "function"
        ? (name: string): unknown => {
            names.push(name)
            return (member as (name: string) => unknown).call(target, name)
          }
        : member
    },
  })
  const provider: MeterProvider = { getMeter: () => meter }
  openTelemetry.setGlobalMeterProvider(provider)
  metrics.deadLetter("streampay")
  openTelemetry.disable()
  return names
}

describe("docs/operations.md", () => {
  it("names every metric, and no other", () => {
    const known = instrumentNames()
    expect(known.length).toBeGreaterThan(10)
    expect(known.filter((name) => !named.has(name))).toEqual([])
    const others: readonly string[] = [
      ...known,
      ...SPAN_NAMES,
      ...Object.values(ATTRIBUTE),
      ...FIELD_NAMES.map((name) => `payment_gateways.${name}.id`),
      ...Object.values(PaymentGatewayEvents),
    ]
    expect(
      [...named].filter((words) => /^payment_gateways\./.test(words!) && !others.includes(words!))
    ).toEqual([])
  })

  it.each([
    ["span", SPAN_NAMES],
    ["attribute", Object.values(ATTRIBUTE)],
    ["field of a log line", FIELD_NAMES],
    ["problem", PROBLEM_CODES],
    ["event", Object.values(PaymentGatewayEvents)],
  ])("names every %s", (_, names: readonly string[]) => {
    expect(names.filter((name) => !named.has(name))).toEqual([])
  })
})
