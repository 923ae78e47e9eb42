export const TOKENS = ["STRM", "USDC", "SOL"] as const

/** The coins that a payer may send. */
export type Token = (typeof TOKENS)[number]

/** What a payment was priced in. */
export type PriceCurrency = "USD" | "EUR" | "STRM"

/** A price in the smallest unit of its currency. */
export interface Price {
  currency: PriceCurrency
  units: bigint
}

/** What is due in one coin. */
export interface CoinDue {
  token: Token
  contract: string
  decimals: number
  /** Smallest units. */
  units: bigint
  /** What the payer is shown; may be cut. */
  displayAmount: string
}

/** A price in all coins and currencies, fixed when the payment was created. */
export interface Quote {
  price: Price
  usdCents: bigint
  eurCents: bigint
  /** Smallest units of STRM. */
  native: bigint
  /** From here on it is enough: what the cut display amount is worth, in smallest units of STRM. */
  enoughNative: bigint
  coins: Record<Token, CoinDue>
}

/** Money that arrived at a payment's address. */
export interface Transfer {
  token: Token
  /** Smallest units of the coin. */
  units: bigint
  transactionHash: string
  sender: string
  at: number
}

export interface Payment {
  id: string
  /** Which endpoint created it: with a hosted page, or for a page of the shop's own. */
  mode: "page" | "manual"
  network: string
  localCurrency: "usd" | "eur"
  name: string
  description: string
  returnUrl: string
  address: string
  quote: Quote
  createdAt: number
  expiresAt: number
  transfers: Transfer[]
  /** When the money became enough, in time or late. */
  paidAt: number | null
  /** Whether that was after its expiry. */
  wasPaidLate: boolean
  /** Shown instead of the status that it has. */
  forcedStatus: string | null
}
