/** How a wallet is asked for a payment by a link or QR code, where a standard says so. */
export type UriScheme =
  /** BIP-21. */
  | { readonly kind: "bitcoin" }
  /** EIP-681: the chain's own coin, or with `contract` a token. */
  | { readonly kind: "ethereum"; readonly chainId: number; readonly contract?: string }
  /** Solana Pay, transfer request of SOL. */
  | { readonly kind: "solana" }

/** A crypto currency that XGateway takes. */
export interface Coin {
  /** What wallets call it. */
  readonly ticker: string
  /** What wallets call its network. */
  readonly network: string
  /** Decimals of the amount that a payer is asked for; the smallest step is less than a cent. */
  readonly shownDecimals: number
  /** Decimals of the network's own count. */
  readonly nativeDecimals: number
  /** Left out where no standard says the token beyond doubt: then the address stands alone. */
  readonly uri?: UriScheme
  /** What an address of this network looks like, its test network included. */
  readonly addressPattern: RegExp
}

const BASE58 = "[1-9A-HJ-NP-Za-km-z]"
const EVM_ADDRESS = /^0x[0-9a-fA-F]{40}$/
const TRON_ADDRESS = new RegExp(`^T${BASE58}{33}$`)
const SOLANA_ADDRESS = new RegExp(`^${BASE58}{32,44}$`)
const BITCOIN_ADDRESS = new RegExp(
  `^(?:[13mn2]${BASE58}{25,38}|(?:bc|tb|bcrt)1[02-9ac-hj-np-z]{8,87})$`
)

const ethereum = (contract?: string): UriScheme => ({ kind: "ethereum", chainId: 1, contract })
const binance = (contract?: string): UriScheme => ({ kind: "ethereum", chainId: 56, contract })

const ERC20 = "Ethereum (ERC-20)"
const TRC20 = "Tron (TRC-20)"

/** XGateway's currency codes. Source: XGateway documentation, channels, supported currencies. */
export const COINS = {
  BNB: {
    ticker: "BNB",
    network: "BNB Smart Chain",
    shownDecimals: 6,
    nativeDecimals: 18,
    uri: binance(),
    addressPattern: EVM_ADDRESS,
  },
  bUSDT: {
    ticker: "USDT",
    network: "BNB Smart Chain (BEP-20)",
    shownDecimals: 4,
    nativeDecimals: 18,
    uri: binance("0x55d398326f99059fF775485246999027B3197955"),
    addressPattern: EVM_ADDRESS,
  },
  BTC: {
    ticker: "BTC",
    network: "Bitcoin",
    shownDecimals: 8,
    nativeDecimals: 8,
    uri: { kind: "bitcoin" },
    addressPattern: BITCOIN_ADDRESS,
  },
  ETH: {
    ticker: "ETH",
    network: "Ethereum",
    shownDecimals: 6,
    nativeDecimals: 18,
    uri: ethereum(),
    addressPattern: EVM_ADDRESS,
  },
  eUSDC: {
    ticker: "USDC",
    network: ERC20,
    shownDecimals: 4,
    nativeDecimals: 6,
    uri: ethereum("0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48"),
    addressPattern: EVM_ADDRESS,
  },
  eUSDT: {
    ticker: "USDT",
    network: ERC20,
    shownDecimals: 4,
    nativeDecimals: 6,
    uri: ethereum("0xdAC17F958D2ee523a2206206994597C13D831ec7"),
    addressPattern: EVM_ADDRESS,
  },
  FTN: {
    ticker: "FTN",
    network: "Bahamut",
    shownDecimals: 4,
    nativeDecimals: 18,
    addressPattern: EVM_ADDRESS,
  },
  POL: {
    ticker: "POL",
    network: "Polygon",
    shownDecimals: 4,
    nativeDecimals: 18,
    uri: { kind: "ethereum", chainId: 137 },
    addressPattern: EVM_ADDRESS,
  },
  pUSDC: {
    ticker: "USDC",
    network: "Polygon (ERC-20)",
    shownDecimals: 4,
    nativeDecimals: 6,
    addressPattern: EVM_ADDRESS,
  },
  SOL: {
    ticker: "SOL",
    network: "Solana",
    shownDecimals: 6,
    nativeDecimals: 9,
    uri: { kind: "solana" },
    addressPattern: SOLANA_ADDRESS,
  },
  sUSDT: {
    ticker: "USDT",
    network: "Solana (SPL)",
    shownDecimals: 4,
    nativeDecimals: 6,
    addressPattern: SOLANA_ADDRESS,
  },
  tUSDC: {
    ticker: "USDC",
    network: TRC20,
    shownDecimals: 4,
    nativeDecimals: 6,
    addressPattern: TRON_ADDRESS,
  },
  tUSDT: {
    ticker: "USDT",
    network: TRC20,
    shownDecimals: 4,
    nativeDecimals: 6,
    addressPattern: TRON_ADDRESS,
  },
  wpUSDC: {
    ticker: "USDC (wrapped)",
    network: "Polygon (ERC-20)",
    shownDecimals: 4,
    nativeDecimals: 6,
    addressPattern: EVM_ADDRESS,
  },
  wpUSDT: {
    ticker: "USDT (wrapped)",
    network: "Polygon (ERC-20)",
    shownDecimals: 4,
    nativeDecimals: 6,
    addressPattern: EVM_ADDRESS,
  },
} as const satisfies Readonly<Record<string, Coin>>

export type CoinCode = keyof typeof COINS

export const COIN_CODES = Object.keys(COINS) as CoinCode[]

/** Offered as channels when the merchant names no currencies: one wallet kind of each sort. */
export const DEFAULT_COINS: readonly CoinCode[] = ["tUSDT", "eUSDC", "BTC", "ETH"]

/** Codes are case-sensitive. */
export function isCoinCode(code: string): code is CoinCode {
  return Object.hasOwn(COINS, code)
}

export function coinOf(code: CoinCode): Coin {
  return COINS[code]
}
