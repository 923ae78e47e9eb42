import type { PaymentDetails } from "../../core/attempt"
import type { CallbackMoney } from "./callback-evidence"
import type { Payment } from "./schemas"

const EXPLORER = "https://explorer.solana.com/tx/"

/** Of a transaction as Solana's explorers know it. */
const SIGNATURE = /^[1-9A-HJ-NP-Za-km-z]{20,100}$/

/** Solana's own names of its networks besides the main one. */
const CLUSTERS: ReadonlySet<string> = new Set(["testnet", "devnet"])

/**
 * Coin, network and transaction of a payment, and in dollars what came, where the price was another.
 * Stream names the coin only by the addresses that it gave, so it is told where there is just one.
 * Source: Stream Payment Gateway documentation, checking payment status, handling callbacks.
 *
 * @param currency the session's, upper case
 */
export function detailsOf(
  payment: Payment | undefined,
  callback: CallbackMoney | undefined,
  currency: string
): PaymentDetails {
  const { addresses = [], transaction_hash: signature } = payment ?? {}
  const tokens = new Set(addresses.map(({ token }) => token))
  const [token] = tokens.size === 1 ? tokens : []
  const network = payment && networkOf(payment)
  return {
    ...(callback && currency !== "USD" && { paid: { amount: callback.receivedUsd, unit: "USD" } }),
    ...(token !== undefined && { method: token }),
    ...(network && { network }),
    ...(payment &&
      signature &&
      SIGNATURE.test(signature) && { transactions: [transactionOf(signature, payment)] }),
  }
}

/** The chain, with its network's name where that is none of real money. */
function networkOf({ addresses, network }: Payment): string | undefined {
  const chains = new Set(addresses.map(({ blockchain }) => blockchain))
  const [chain] = chains.size === 1 ? chains : []
  return chain === undefined || isMain(network) ? chain : `${chain} ${network}`.slice(0, 60)
}

function transactionOf(signature: string, { network }: Payment) {
  const cluster = network?.toLowerCase() ?? ""
  const url = isMain(network)
    ? `${EXPLORER}${signature}`
    : CLUSTERS.has(cluster)
      ? `${EXPLORER}${signature}?cluster=${cluster}`
      : undefined
  return { id: signature, ...(url && { url }) }
}

function isMain(network: string | null | undefined): boolean {
  return !network || network.toLowerCase() === "mainnet"
}
