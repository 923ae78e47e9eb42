import { describe, expect, it } from "@jest/globals"
import { emptyRecord, type ProviderRecord } from "../../modules/payment-gateways/provider-store"
import { findSetUpProblems, type JudgedSetUp } from "../set-up-problems"

const ID = "pp_streampay_streampay"
const EARLY = new Date("2026-01-01T10:00:00Z")
const LATE = new Date("2026-01-01T11:00:00Z")

const well = (changes: Partial<JudgedSetUp> = {}): JudgedSetUp => ({
  providerId: ID,
  name: "StreamPay",
  mode: "live",
  record: emptyRecord(ID),
  lastAcceptedAt: null,
  lastRefused: null,
  regions: [],
  ...changes,
})
const recorded = (changes: Partial<ProviderRecord>) =>
  well({ record: { ...emptyRecord(ID), ...changes } })
const codesOf = (setUp: JudgedSetUp, isProduction = false) =>
  findSetUpProblems([setUp], isProduction).map(({ code }) => code)

const REFUSED = { code: "invalid_signature", message: "Not signed.", count: 2, lastAt: LATE }
const region = (isEnabled: boolean, kind: "currency" | "countries" | undefined) => ({
  id: "reg_1",
  name: "Mexico",
  currencyCode: "MXN",
  countries: ["MX"],
  isEnabled,
  problem: kind ? { kind, message: `Mexico has a problem of ${kind}.` } : null,
})

describe("the set-up of a gateway", () => {
  it("has no problem where nothing is known to be wrong", () => {
    expect(codesOf(well(), true)).toEqual([])
    const unreachable = { state: "unreachable", message: "Down.", checkedAt: EARLY } as const
    expect(codesOf(recorded({ credentials: unreachable }))).toEqual([])
  })

  it("has one while its credentials are refused", () => {
    const credentials = { state: "refused", message: "Wrong apiKey.", checkedAt: EARLY } as const
    expect(findSetUpProblems([recorded({ credentials })], false)).toEqual([
      expect.objectContaining({
        code: "credentials_refused",
        severity: "error",
        message: "Nobody can pay with StreamPay: Wrong apiKey.",
        providerId: ID,
        since: EARLY,
      }),
    ])
  })

  it("has one while webhooks were refused last, until one is taken or a test passes", () => {
    expect(codesOf(well({ lastRefused: REFUSED }))).toEqual(["webhooks_refused"])
    expect(codesOf(well({ lastRefused: REFUSED, lastAcceptedAt: EARLY }))).toEqual([
      "webhooks_refused",
    ])
    const after = new Date(LATE.getTime() + 1)
    expect(codesOf(well({ lastRefused: REFUSED, lastAcceptedAt: after }))).toEqual([])
    const test = (state: "passed" | "failed", sentAt: Date) => ({ state, sentAt, problem: null })
    expect(codesOf({ ...recorded({ test: test("passed", after) }), lastRefused: REFUSED })).toEqual(
      []
    )
    expect(codesOf({ ...recorded({ test: test("failed", after) }), lastRefused: REFUSED })).toEqual(
      ["webhooks_refused"]
    )
  })

  it("has one while its last test failed", () => {
    const problem = { code: "tls", message: "No certificate.", cure: "Install one." } as const
    const test = { state: "failed", sentAt: EARLY, problem } as const
    expect(findSetUpProblems([recorded({ test })], false)).toEqual([
      expect.objectContaining({ code: "webhook_test_failed", cure: "Install one." }),
    ])
  })

  it("has one for regions whose shoppers are offered what they cannot pay with", () => {
    expect(codesOf(well({ regions: [region(true, "currency")] }))).toEqual(["currency_not_taken"])
    expect(codesOf(well({ regions: [region(true, "countries")] }))).toEqual([
      "countries_not_served",
    ])
    expect(
      codesOf(well({ regions: [region(false, "currency"), region(true, undefined)] }))
    ).toEqual([])
    const [problem] = findSetUpProblems(
      [well({ regions: Array.from({ length: 5 }, () => region(true, "currency")) })],
      false
    )
    expect(problem?.message).toMatch(/Mexico has a problem of currency\..*with 2 more regions\./)
  })

  it("has one in test mode, in production only", () => {
    expect(codesOf(well({ mode: "test" }), true)).toEqual(["test_mode_in_production"])
    expect(codesOf(well({ mode: "test" }), false)).toEqual([])
  })
})
