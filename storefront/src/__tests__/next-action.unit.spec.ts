import type { NextAction as PluginNextAction } from "../../../src/core/attempt.js"
import type { SessionData as PluginSessionData } from "../../../src/core/session-data.js"
import { type NextAction, readNextAction, type SessionData } from "../index.js"

const redirect = { type: "redirect", url: "https://gateway.example/pay/1", method: "GET" }
const destination = { asset: "USDC", network: "solana", address: "9xQe", amount: "10.5" }
const field = { name: "document", label: "Document", pattern: "\\d{11}", required: true }

describe("readNextAction", () => {
  it.each<[string, object]>([
    ["a redirect", redirect],
    ["a form to post", { ...redirect, method: "POST", fields: { token: "1", empty: "" } }],
    ["a local sandbox's page", { ...redirect, url: "http://localhost:9000/pay/1" }],
    ["a transfer", { type: "transfer", destinations: [destination] }],
    [
      "a transfer with memo and address for wallets",
      { type: "transfer", destinations: [{ ...destination, uri: "solana:9xQe", memo: "7" }] },
    ],
    ["a question", { type: "collect", fields: [field] }],
    [
      "a choice",
      {
        type: "collect",
        fields: [{ ...field, pattern: undefined, options: [{ value: "BR", label: "Brazil" }] }],
      },
    ],
  ])("reads %s", (_, next_action) => {
    expect(readNextAction({ next_action })).toBe(next_action)
  })

  it("overlooks what Medusa left of an earlier action", () => {
    const merged = { ...redirect, destinations: null, fields: null }
    expect(readNextAction({ next_action: merged })).toEqual(redirect)
    const form = { ...redirect, method: "POST", fields: { token: "1", old: null } }
    expect(readNextAction({ next_action: form })).toEqual({ ...form, fields: { token: "1" } })
  })

  it("tells that nothing is left to do", () => {
    expect(readNextAction({ next_action: null })).toBeNull()
  })

  it.each<[string, unknown]>([
    ["no data", undefined],
    ["another provider's data", { client_secret: "x" }],
    ["a type of a later version", { next_action: { type: "dance" } }],
    ["a text", { next_action: "redirect" }],
    ["a list", { next_action: [redirect] }],
    ["a redirect without address", { next_action: { ...redirect, url: undefined } }],
    ["an address that is none", { next_action: { ...redirect, url: "/pay/1" } }],
    ["an address that runs code", { next_action: { ...redirect, url: "javascript:alert(1)" } }],
    ["an address that is data", { next_action: { ...redirect, url: "data:text/html,x" } }],
    ["an unknown method", { next_action: { ...redirect, method: "PUT" } }],
    ["form fields that are not text", { next_action: { ...redirect, fields: { amount: 1 } } }],
    ["a transfer to nowhere", { next_action: { type: "transfer", destinations: [] } }],
    [
      "an amount that is a number",
      { next_action: { type: "transfer", destinations: [{ ...destination, amount: 10.5 }] } },
    ],
    [
      "a memo that is a number",
      { next_action: { type: "transfer", destinations: [{ ...destination, memo: 7 }] } },
    ],
    ["no questions", { next_action: { type: "collect", fields: [] } }],
    [
      "a question that does not say whether it needs an answer",
      { next_action: { type: "collect", fields: [{ ...field, required: undefined }] } },
    ],
    [
      "a choice among nothing readable",
      { next_action: { type: "collect", fields: [{ ...field, options: ["BR"] }] } },
    ],
  ])("takes %s for unreadable", (_, data) => {
    expect(readNextAction(data as Record<string, unknown> | undefined)).toBeUndefined()
  })
})

// Held by the compiler: what the plugin sends is what this package reads.
const fromPlugin = (data: PluginSessionData): SessionData => data
const actionFromPlugin = (action: PluginNextAction): NextAction => action
const actionToPlugin = (action: NextAction): PluginNextAction => action

describe("the session's types", () => {
  it("are the plugin's", () => {
    const action: NextAction = { type: "redirect", url: "https://gateway.example", method: "GET" }
    const data: PluginSessionData = {
      session_id: "payses_1",
      gateway: "streampay",
      reference: null,
      status: "requires_more",
      amount: "10.50",
      currency_code: "sar",
      expires_at: null,
      next_action: actionToPlugin(action),
    }
    expect(readNextAction({ ...fromPlugin(data) })).toBe(actionFromPlugin(action))
  })
})
