import type { Gateway, Problem } from "../../../lib/gateways-types"
import { configurationSnippet } from "../configuration-snippet"
import { gatewayState, toneOf } from "../gateway-state"
import { faultOf, faultyLocale, methodInput, textsOf } from "../method-form"
import { byRank, changedRanks, moved } from "../method-order"

const problem = (severity: Problem["severity"]): Problem => ({
  code: "x",
  severity,
  message: "m",
  cure: "c",
})

const judged = (
  state: Gateway["credentials"]["state"],
  severities: readonly Problem["severity"][] = [],
  isHidden = false
) =>
  gatewayState({
    credentials: { state, checked_at: null, message: null },
    problems: severities.map(problem),
    method: { texts: {}, rank: 0, is_hidden: isHidden },
  })

it("a gateway's state is the worst that is known of it", () => {
  expect([
    judged("accepted"),
    judged("accepted", ["info"]),
    judged("unknown"),
    judged("accepted", [], true),
    judged("unreachable"),
    judged("accepted", ["warning"], true),
    judged("accepted", ["warning", "error"]),
    judged("refused"),
  ]).toEqual([
    "ready",
    "ready",
    "unchecked",
    "hidden",
    "attention",
    "attention",
    "broken",
    "broken",
  ])
  expect([toneOf("ready"), toneOf("broken")]).toEqual(["green", "red"])
})

it("a snippet names every needed option, and no value", () => {
  expect(
    configurationSnippet({
      gateway: "stream-crypto",
      name: "Stream",
      required: ["clientId", "clientSecret"],
      optional: ["mode"],
    })
  ).toBe(
    [
      "{",
      '  gateway: "stream-crypto",',
      "  options: {",
      "    clientId: process.env.STREAM_CRYPTO_CLIENT_ID,",
      "    clientSecret: process.env.STREAM_CRYPTO_CLIENT_SECRET,",
      "  },",
      "}",
    ].join("\n")
  )
})

describe("checkout texts", () => {
  const method = { texts: { en: { title: "Card" }, ar: { description: "بطاقة" } } }

  it("are sent without what is empty, each text for itself", () => {
    const texts = textsOf(method)
    expect(texts.es).toEqual({ title: "", description: "" })
    expect(methodInput({ ...texts, zh: { title: "  卡 ", description: " " } }, true)).toEqual({
      texts: {
        en: { title: "Card", description: "" },
        ar: { title: "", description: "بطاقة" },
        zh: { title: "卡", description: "" },
      },
      is_hidden: true,
    })
  })

  it("are no longer than the shop takes", () => {
    expect(faultOf({ title: "x".repeat(80), description: "x".repeat(300) })).toBeUndefined()
    expect(faultOf({ title: "x".repeat(81), description: "" })).toBe("title")
    expect(faultOf({ title: "", description: "x".repeat(301) })).toBe("description")
    const texts = textsOf(method)
    expect(faultyLocale(texts)).toBeUndefined()
    expect(faultyLocale({ ...texts, zh: { title: "x".repeat(81), description: "" } })).toBe("zh")
  })
})

describe("the order at checkout", () => {
  const gateways = (["a", "b", "c"] as const).map(
    (id, index) => ({ provider_id: id, method: { rank: 2 - index } }) as Gateway
  )

  it("is by rank, and changes one step at a time", () => {
    const order = byRank(gateways)
    expect(order.map((one) => one.provider_id)).toEqual(["c", "b", "a"])
    expect(moved(order, 2, 1).map((one) => one.provider_id)).toEqual(["c", "a", "b"])
    expect(moved(order, 0, -1)).toEqual(order)
    expect(moved(order, 2, 3)).toEqual(order)
  })

  it("is sent as far as it has changed", () => {
    const order = moved(byRank(gateways), 2, 1)
    expect(changedRanks(order)).toEqual({ a: { rank: 1 }, b: { rank: 2 } })
    expect(changedRanks(byRank(gateways))).toEqual({})
  })
})
