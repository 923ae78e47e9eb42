import { Money } from "../../core/money"
import type { Coin } from "./coins"

/**
 * The link that opens a wallet with coin, address and amount filled in. `undefined` where no
 * standard names the coin beyond doubt: a link that opens the wallet with another coin of the
 * same network would cost the payer money.
 * Sources: BIP-21, EIP-681, Solana Pay specification (transfer request).
 *
 * @param amount decimal string in the coin's own units
 */
export function paymentUri(coin: Coin, address: string, amount: string): string | undefined {
  const { uri } = coin
  if (!uri || !coin.addressPattern.test(address)) {
    return undefined
  }
  switch (uri.kind) {
    case "bitcoin":
      return `bitcoin:${address}?amount=${amount}`
    case "solana":
      return `solana:${address}?amount=${amount}`
    case "ethereum": {
      const units = Money.parse(amount, { code: coin.ticker, exponent: coin.nativeDecimals }).minor
      return uri.contract
        ? `ethereum:${uri.contract}@${uri.chainId}/transfer?address=${address}&uint256=${units}`
        : `ethereum:${address}@${uri.chainId}?value=${units}`
    }
  }
}
