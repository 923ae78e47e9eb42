import { COIN_CODES, type CoinCode, coinOf, DEFAULT_COINS, isCoinCode } from "../coins"
import { paymentUri } from "../payment-uri"

const EVM = "0x6c04acfdbc096af4ba950a091b49807a3810e614"
const TRON = "TQykARq1CPvB4EHt21XSmC7HgTW3uUetEU"
const BITCOIN = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"
const SOLANA = "9xQeWvG816bUx9EPjHmaT23yvVM2ZWbrrpZb9PusVFin"

/** Each code of the documentation: what the payer is shown, an address, and the link for 1.50. */
const rows: readonly (readonly [CoinCode, string, string, string, string | undefined])[] = [
  ["BNB", "BNB", "BNB Smart Chain", EVM, `ethereum:${EVM}@56?value=1500000000000000000`],
  [
    "bUSDT",
    "USDT",
    "BNB Smart Chain (BEP-20)",
    EVM,
    `ethereum:0x55d398326f99059fF775485246999027B3197955@56/transfer?address=${EVM}&uint256=1500000000000000000`,
  ],
  ["BTC", "BTC", "Bitcoin", BITCOIN, `bitcoin:${BITCOIN}?amount=1.50`],
  ["ETH", "ETH", "Ethereum", EVM, `ethereum:${EVM}@1?value=1500000000000000000`],
  [
    "eUSDC",
    "USDC",
    "Ethereum (ERC-20)",
    EVM,
    `ethereum:0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48@1/transfer?address=${EVM}&uint256=1500000`,
  ],
  [
    "eUSDT",
    "USDT",
    "Ethereum (ERC-20)",
    EVM,
    `ethereum:0xdAC17F958D2ee523a2206206994597C13D831ec7@1/transfer?address=${EVM}&uint256=1500000`,
  ],
  ["FTN", "FTN", "Bahamut", EVM, undefined],
  ["POL", "POL", "Polygon", EVM, `ethereum:${EVM}@137?value=1500000000000000000`],
  ["pUSDC", "USDC", "Polygon (ERC-20)", EVM, undefined],
  ["SOL", "SOL", "Solana", SOLANA, `solana:${SOLANA}?amount=1.50`],
  ["sUSDT", "USDT", "Solana (SPL)", SOLANA, undefined],
  ["tUSDC", "USDC", "Tron (TRC-20)", TRON, undefined],
  ["tUSDT", "USDT", "Tron (TRC-20)", TRON, undefined],
  ["wpUSDC", "USDC (wrapped)", "Polygon (ERC-20)", EVM, undefined],
  ["wpUSDT", "USDT (wrapped)", "Polygon (ERC-20)", EVM, undefined],
]

describe("coins", () => {
  it("are the fifteen of the documentation", () => {
    expect(COIN_CODES).toEqual(rows.map(([code]) => code))
    expect(DEFAULT_COINS).toEqual(["tUSDT", "eUSDC", "BTC", "ETH"])
  })

  it.each(rows)("%s is shown as %s on %s, with its link", (code, ticker, network, address, uri) => {
    const coin = coinOf(code)
    expect(coin).toMatchObject({ ticker, network })
    expect(coin.addressPattern.test(address)).toBe(true)
    expect(paymentUri(coin, address, "1.50")).toBe(uri)
  })

  it.each(rows)("%s is shown with fewer decimals than its network counts", (code) => {
    const { shownDecimals, nativeDecimals } = coinOf(code)
    expect(shownDecimals).toBeGreaterThanOrEqual(2)
    expect(shownDecimals).toBeLessThanOrEqual(nativeDecimals)
  })

  it.each(["USDT", "tusdt", "btc", "__proto__", "toString", ""])("%j is no code", (code) => {
    expect(isCoinCode(code)).toBe(false)
  })

  it.each([
    ["BTC", EVM],
    ["ETH", TRON],
    ["tUSDT", EVM],
    ["SOL", EVM],
    ["ETH", `${EVM}&value=1`],
    ["BTC", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq?amount=9"],
  ] as const)("makes no link for %s to %s", (code, address) => {
    expect(paymentUri(coinOf(code), address, "1.00")).toBeUndefined()
  })

  it.each(["n3UrS4JUbGyTQkVrPMEfQtwBCxfbRgYtGP", "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx"])(
    "knows the test network's address %s",
    (address) => {
      expect(coinOf("BTC").addressPattern.test(address)).toBe(true)
    }
  )
})
