import { SESSION_ID } from "../../../core/__tests__/support/attempts"
import { callback, observe, openAttemptOf, paymentOf } from "./support/readings"

const HASH =
  "5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW"

const coin = (token: string, blockchain = "solana") => ({
  blockchain,
  token,
  address: "LqaUrQimtgTe9iF3Knv8LdLqaUrQimtgTe9iF3Knv8Ld",
  displayAmount: "1.00",
})

const completed = (changes: Record<string, unknown> = {}) =>
  paymentOf("completed", { transaction_hash: HASH, ...changes })

const details = (changes: Record<string, unknown> = {}, due = "1.00 USD", sandbox = false) =>
  observe({
    reply: completed(changes),
    attempt: openAttemptOf(due, { evidence: callback("1.00") }),
    options: { sandbox },
  }).details

it("tells network and transaction, with a link to Solana's explorer", () => {
  const addresses = ["STRM", "USDC", "SOL"].map((token) => coin(token))
  expect(details({ addresses })).toEqual({
    network: "solana",
    transactions: [{ id: HASH, url: `https://explorer.solana.com/tx/${HASH}` }],
  })
})

describe("the coin", () => {
  it.each([
    [["USDC"], "USDC"],
    [["USDC", "USDC"], "USDC"],
    [["USDC", "SOL"], undefined],
    [[], undefined],
  ])("of addresses for %j is %s", (tokens, method) => {
    const addresses = tokens.map((token) => coin(token))
    expect(details({ addresses })?.method).toBe(method)
  })
})

describe("what was paid", () => {
  it("in dollars is told of another price", () => {
    expect(details({}, "0.93 EUR")?.paid).toEqual({ amount: "1.00", unit: "USD" })
  })

  it("is told with the characters of the callback", () => {
    const evidence = callback("1.0300000000000000000000000000000001")
    const attempt = openAttemptOf("0.93 EUR", { evidence })
    expect(observe({ reply: completed(), attempt }).details?.paid).toEqual({
      amount: "1.0300000000000000000000000000000001",
      unit: "USD",
    })
  })

  it("in dollars is nothing else for a price in dollars", () => {
    expect(details()).not.toHaveProperty("paid")
  })

  it("is not told without a callback", () => {
    const observation = observe({ reply: completed(), attempt: openAttemptOf("0.93 EUR") })
    expect(observation.details).not.toHaveProperty("paid")
  })
})

describe("on a test network", () => {
  it.each([
    ["testnet", `https://explorer.solana.com/tx/${HASH}?cluster=testnet`],
    ["devnet", `https://explorer.solana.com/tx/${HASH}?cluster=devnet`],
    ["localnet", undefined],
  ])("%s the link is %s", (network, url) => {
    expect(details({ network, addresses: [coin("SOL")] }, "1.00 USD", true)).toEqual({
      method: "SOL",
      network: `solana ${network}`,
      transactions: [{ id: HASH, ...(url && { url }) }],
    })
  })
})

it.each([undefined, null, "", "0x12", "a b", `${HASH}/..`])(
  "what is no signature (%j) is no transaction",
  (hash) => {
    expect(details({ transaction_hash: hash })).not.toHaveProperty("transactions")
  }
)

it("of a payment that Stream has forgotten leaves what was told before", () => {
  const attempt = openAttemptOf("1.00 USD", {
    status: "captured",
    gatewayData: { completed: true },
    details: { network: "solana" },
  })
  expect(observe({ reply: "not_found", attempt }).details).toEqual({})
})

it("tells nothing of who paid, and nothing of another payment", () => {
  const told = JSON.stringify(details({ signer_id: "somebody.strm", name: `Jane ${SESSION_ID}` }))
  expect(told).not.toMatch(/somebody|jane/i)
  const observation = observe({ reply: completed({ name: "Order payses_OTHER" }) })
  expect(observation).toMatchObject({ mismatch: "reference" })
  expect(observation).not.toHaveProperty("details")
})
