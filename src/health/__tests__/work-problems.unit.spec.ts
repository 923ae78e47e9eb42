import { type GatewayHealth, gatewayHealth } from "../gateway-health"
import type { ProviderChecks, Queues } from "../read-queues"
import { findSettingsProblems } from "../settings-problems"
import { findWorkProblems } from "../work-problems"
import { ago, NOW } from "./support/processes"

const IDLE: ProviderChecks = {
  providerId: "pp_streampay_streampay",
  watched: 3,
  due: 0,
  oldestSeconds: 0,
  failing: 0,
}

const STREAMPAY: GatewayHealth = gatewayHealth(
  {
    providerId: "pp_streampay_streampay",
    gateway: "streampay",
    name: "StreamPay",
    sandbox: false,
    circuit: "closed",
  },
  IDLE,
  undefined
)

function queues(changes: {
  states?: Partial<Queues["states"]>
  exceptionsOpen?: number
  checks?: Partial<ProviderChecks>
}): Queues {
  return {
    readAt: NOW,
    exceptionsOpen: changes.exceptionsOpen ?? 0,
    checks: [{ ...IDLE, ...changes.checks }],
    states: {
      webhooks_waiting: { depth: 0, oldestSeconds: 0 },
      webhooks_dead: { depth: 0 },
      checks_due: { depth: 0, oldestSeconds: 0 },
      announcements_due: { depth: 0, oldestSeconds: 0 },
      ...changes.states,
    },
  }
}

describe("findWorkProblems", () => {
  it("finds nothing wrong with queues that move", () => {
    const busy = queues({
      checks: { due: 900, oldestSeconds: 300, watched: 5000 },
      states: {
        webhooks_waiting: { depth: 700, oldestSeconds: 300 },
        announcements_due: { depth: 20, oldestSeconds: 300 },
      },
    })
    expect(findWorkProblems(busy, [STREAMPAY])).toEqual([])
  })

  it.each([
    [
      "webhooks that wait for too long",
      queues({ states: { webhooks_waiting: { depth: 1, oldestSeconds: 301 } } }),
      { code: "webhooks_late", severity: "error", since: ago(301) },
      "1 webhook is not processed yet, the oldest for 5 minutes.",
    ],
    [
      "webhooks that were given up",
      queues({ states: { webhooks_dead: { depth: 2 } } }),
      { code: "webhooks_dead", severity: "warning" },
      "2 webhooks are given up after many tries.",
    ],
    [
      "events that are not told",
      queues({ states: { announcements_due: { depth: 4, oldestSeconds: 600 } } }),
      { code: "announcements_late", severity: "warning", since: ago(600) },
      "4 events are not told to the rest of the shop yet, the oldest for 10 minutes.",
    ],
    [
      "payments that are looked at too late",
      queues({ checks: { due: 7, oldestSeconds: 301 } }),
      {
        code: "checks_late",
        severity: "error",
        since: ago(301),
        providerId: IDLE.providerId,
      },
      "7 payments should have been looked at by now.",
    ],
    [
      "payments that cannot be looked at",
      queues({ checks: { failing: 1 } }),
      { code: "checks_failing", severity: "warning", providerId: IDLE.providerId },
      "1 payment could not be looked at three times in a row or more",
    ],
    [
      "payments of a gateway that is gone",
      queues({ checks: { providerId: "pp_corefy_old", watched: 2, failing: 2, due: 2 } }),
      { code: "provider_removed", severity: "warning", providerId: "pp_corefy_old" },
      "2 payments may still change at a gateway that is no longer set up",
    ],
    [
      "money that does not match",
      queues({ exceptionsOpen: 1 }),
      { code: "exceptions_open", severity: "info" },
      "1 payment with money that does not match",
    ],
  ])("tells of %s, and what to do", (_, given, expected, words) => {
    const [problem, ...others] = findWorkProblems(given, [STREAMPAY])
    expect(others).toEqual([])
    expect(problem).toMatchObject(expected)
    expect(problem?.message).toContain(words)
    expect(problem?.cure).toMatch(/^[A-Z].+\.$/)
  })

  it.each([
    ["open", ["circuit_open"]],
    ["half_open", []],
    ["closed", []],
  ] as const)("with a circuit that is %s", (circuit, expected) => {
    const problems = findWorkProblems(queues({}), [{ ...STREAMPAY, circuit }])
    expect(problems.map(({ code }) => code)).toEqual(expected)
    expect(problems.every(({ providerId }) => providerId === STREAMPAY.providerId)).toBe(true)
  })

  it("tells when no gateway is set up", () => {
    expect(findWorkProblems({ ...queues({}), checks: [] }, [])).toMatchObject([
      { code: "no_gateways", severity: "info" },
    ])
  })
})

describe("findSettingsProblems", () => {
  const SETTINGS = {
    backendUrl: "https://shop.example",
    storefrontUrl: "https://store.example",
    returnPath: "/checkout/payment",
  }

  it.each([
    ["nothing", {}, []],
    ["backendUrl", { backendUrl: undefined }, ["backend_url_missing"]],
    ["storefrontUrl", { storefrontUrl: undefined }, ["storefront_url_missing"]],
  ])("with %s missing", (_, missing, expected) => {
    const problems = findSettingsProblems({ ...SETTINGS, ...missing })
    expect(problems.map(({ code }) => code)).toEqual(expected)
    expect(problems.every(({ severity }) => severity === "warning")).toBe(true)
  })
})
