/** Chains whose wallets look alike; one customer has one wallet for each. */
export type AddressFamily = "evm" | "bitcoin" | "tron" | "solana"

export interface Coin {
  /** XGateway's name of it, in words. */
  title: string
  /** What wallets and exchanges call it, without XGateway's prefix for the network. */
  symbol: string
  /** As transactions name it. */
  network: string
  /** As the payer knows it. */
  networkTitle: string
  family: AddressFamily
  decimals: number
  /** US dollars, as the sandbox starts. */
  usd: string
}

function coin(
  [title, symbol]: [string, string],
  [network, networkTitle, family]: readonly [string, string, AddressFamily],
  [decimals, usd]: [number, string]
): Coin {
  return { title, symbol, network, networkTitle, family, decimals, usd }
}

const BSC = ["bsc", "BNB Smart Chain (BEP20)", "evm"] as const
const ETHEREUM = ["ethereum", "Ethereum (ERC20)", "evm"] as const
const POLYGON = ["polygon", "Polygon (ERC20)", "evm"] as const
const BAHAMUT = ["bahamut", "Bahamut", "evm"] as const
const BITCOIN = ["bitcoin", "Bitcoin", "bitcoin"] as const
const SOLANA = ["solana", "Solana (SPL)", "solana"] as const
const TRON = ["tron", "Tron (TRC20)", "tron"] as const

/** The currencies of channels ("Channel payment flow API", list of currencies). */
export const COINS: Readonly<Record<string, Coin>> = {
  BNB: coin(["Binance Coin", "BNB"], BSC, [18, "600"]),
  bUSDT: coin(["Tether", "USDT"], BSC, [18, "1"]),
  BTC: coin(["Bitcoin", "BTC"], BITCOIN, [8, "60000"]),
  ETH: coin(["Ether", "ETH"], ETHEREUM, [18, "2500"]),
  eUSDC: coin(["USD Coin", "USDC"], ETHEREUM, [6, "1"]),
  eUSDT: coin(["Tether", "USDT"], ETHEREUM, [6, "1"]),
  FTN: coin(["Fasttoken", "FTN"], BAHAMUT, [18, "2"]),
  POL: coin(["POL", "POL"], POLYGON, [18, "0.5"]),
  pUSDC: coin(["USD Coin", "USDC"], POLYGON, [6, "1"]),
  SOL: coin(["Solana", "SOL"], SOLANA, [9, "150"]),
  sUSDT: coin(["Tether", "USDT"], SOLANA, [6, "1"]),
  tUSDC: coin(["USD Coin", "USDC"], TRON, [6, "1"]),
  tUSDT: coin(["Tether", "USDT"], TRON, [6, "1"]),
  wpUSDC: coin(["Wrapped USD Coin", "USDC"], POLYGON, [6, "1"]),
  wpUSDT: coin(["Wrapped Tether", "USDT"], POLYGON, [6, "1"]),
}

export interface Fiat {
  decimals: number
  /** US dollars, as the sandbox starts. */
  usd: string
}

/** The fiat codes of exchange rates. */
export const FIATS: Readonly<Record<string, Fiat>> = {
  AZN: { decimals: 2, usd: "0.59" },
  BDT: { decimals: 2, usd: "0.0082" },
  EUR: { decimals: 2, usd: "1.1" },
  GBP: { decimals: 2, usd: "1.3" },
  INR: { decimals: 2, usd: "0.012" },
  JPY: { decimals: 0, usd: "0.0067" },
  KES: { decimals: 2, usd: "0.0077" },
  PKR: { decimals: 2, usd: "0.0036" },
  RUB: { decimals: 2, usd: "0.011" },
  TRY: { decimals: 2, usd: "0.029" },
  USD: { decimals: 2, usd: "1" },
  UZS: { decimals: 2, usd: "0.000079" },
}

export const COIN_CODES: readonly string[] = Object.keys(COINS)
export const FIAT_CODES: readonly string[] = Object.keys(FIATS)

/** @throws Error for a code that is no coin's; codes are case-sensitive */
export function coinOf(code: string): Coin {
  const found = COINS[code]
  if (!found) {
    throw new Error(`no currency ${code}; there are ${COIN_CODES.join(", ")}`)
  }
  return found
}

/** Decimals of a coin or of a fiat currency; 2 for codes that are neither. */
export function decimalsOf(code: string): number {
  return (COINS[code] ?? FIATS[code])?.decimals ?? 2
}
