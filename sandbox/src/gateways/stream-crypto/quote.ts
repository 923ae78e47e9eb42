import { divideHalfUp, formatDecimal } from "../../core/money"
import type { CoinDue, PriceCurrency, Price, Quote, Token, Transfer } from "./entities"
import { TOKENS } from "./entities"
import type { StreamCryptoSettings } from "./options"
import { parseRate, RATE_SCALE } from "./rates"

/** 1 STRM is 10^24 yoctoSTRM. */
export const STRM_DECIMALS = 24
const SOL_DECIMALS = 9
const FIAT_DECIMALS = 2
const STRM_SCALE = 10n ** BigInt(STRM_DECIMALS)
const SOL_SCALE = 10n ** BigInt(SOL_DECIMALS)
const CENTS = 100n

/** Decimals of the currencies that a payment may be priced in. */
export const PRICE_DECIMALS: Readonly<Record<PriceCurrency, number>> = {
  USD: FIAT_DECIMALS,
  EUR: FIAT_DECIMALS,
  STRM: STRM_DECIMALS,
}

/** Turns a price into what is due in each coin, at the present rates. */
export function quote(price: Price, settings: StreamCryptoSettings): Quote {
  const strmUsd = parseRate("strmUsd", settings.strmUsd)
  const eurUsd = parseRate("eurUsd", settings.eurUsd)
  const usdCents =
    price.currency === "USD"
      ? price.units
      : price.currency === "EUR"
        ? divideHalfUp(price.units * eurUsd, RATE_SCALE)
        : divideHalfUp(price.units * strmUsd * CENTS, STRM_SCALE * RATE_SCALE)
  const native =
    price.currency === "STRM"
      ? price.units
      : divideHalfUp(usdCents * STRM_SCALE * RATE_SCALE, strmUsd * CENTS)
  const cutBy = 10n ** BigInt(STRM_DECIMALS - settings.displayDecimals)
  const shown = native / cutBy
  return {
    price,
    usdCents,
    eurCents: price.currency === "EUR" ? price.units : divideHalfUp(usdCents * RATE_SCALE, eurUsd),
    native,
    enoughNative: shown * cutBy,
    coins: {
      STRM: {
        token: "STRM",
        contract: "wrap.strm",
        decimals: STRM_DECIMALS,
        units: native,
        displayAmount: formatDecimal(shown, settings.displayDecimals),
      },
      USDC: usdcDue(usdCents, settings),
      SOL: solDue(usdCents, parseRate("solUsd", settings.solUsd)),
    },
  }
}

/** What arrived, in smallest units of STRM and in cents of USD. */
export function receivedOf(
  due: Quote,
  transfers: Transfer[]
): { native: bigint; usdCents: bigint } {
  const product = TOKENS.reduce((all, token) => all * due.coins[token].units, 1n)
  const shares = transfers.reduce(
    (sum, { token, units }) => sum + units * (product / due.coins[token].units),
    0n
  )
  const native = divideHalfUp(shares * due.native, product)
  return { native, usdCents: divideHalfUp(native * due.usdCents, due.native) }
}

/** What arrived, in the currency of the price. */
export function receivedInPrice(due: Quote, native: bigint): bigint {
  return divideHalfUp(native * due.price.units, due.native)
}

/** A part of what is due in one coin, rounded up. */
export function shareOf(coin: CoinDue, part: bigint, whole: bigint): bigint {
  return (coin.units * part + whole - 1n) / whole
}

function usdcDue(usdCents: bigint, { usdcAmounts }: StreamCryptoSettings): CoinDue {
  const decimals = usdcAmounts === "six_decimals" ? 6 : 17
  return {
    token: "USDC",
    contract: "usdc",
    decimals,
    units: usdCents * 10n ** BigInt(decimals - FIAT_DECIMALS),
    displayAmount: formatDecimal(usdCents, FIAT_DECIMALS),
  }
}

function solDue(usdCents: bigint, solUsd: bigint): CoinDue {
  const divisor = solUsd * CENTS
  const units = (usdCents * SOL_SCALE * RATE_SCALE + divisor - 1n) / divisor
  return {
    token: "SOL",
    contract: "sol",
    decimals: SOL_DECIMALS,
    units,
    displayAmount: formatDecimal(units, SOL_DECIMALS),
  }
}

/** For people: without zeros at the end, cents excepted. */
export function formatUnits(units: bigint, decimals: number): string {
  const text = formatDecimal(units, decimals)
  const [whole = "", fraction = ""] = text.split(".")
  const kept = fraction.replace(/0+$/, "").padEnd(Math.min(FIAT_DECIMALS, decimals), "0")
  return kept === "" ? whole : `${whole}.${kept}`
}

/** A token as it is named in a request; `undefined` when there is no such coin. */
export function tokenNamed(name: string | null | undefined): Token | undefined {
  return TOKENS.find((token) => token === name)
}
