import { type CoinCode, isCoinCode } from "./coins"

const ETHEREUM = "https://etherscan.io/tx/"
const BINANCE = "https://bscscan.com/tx/"
const POLYGON = "https://polygonscan.com/tx/"
const TRON = "https://tronscan.org/#/transaction/"
const SOLANA = "https://explorer.solana.com/tx/"

/** Where a transaction of a coin can be looked at; no explorer where none is known to everybody. */
const EXPLORERS: Readonly<Partial<Record<CoinCode, string>>> = {
  BTC: "https://mempool.space/tx/",
  ETH: ETHEREUM,
  eUSDC: ETHEREUM,
  eUSDT: ETHEREUM,
  BNB: BINANCE,
  bUSDT: BINANCE,
  POL: POLYGON,
  pUSDC: POLYGON,
  wpUSDC: POLYGON,
  wpUSDT: POLYGON,
  tUSDC: TRON,
  tUSDT: TRON,
  SOL: SOLANA,
  sUSDT: SOLANA,
}

/** @returns `undefined` for a coin whose chain has no explorer that everybody knows */
export function explorerLink(code: string, transactionHash: string): string | undefined {
  const explorer = isCoinCode(code) ? EXPLORERS[code] : undefined
  return explorer && `${explorer}${encodeURIComponent(transactionHash)}`
}
