import type { Payment, Token, Transfer } from "./entities"
import type { StreamCryptoCallbacks } from "./callbacks"
import { newAddress, newTransactionHash } from "./identifiers"
import { receivedOf, shareOf } from "./quote"
import type { StreamCryptoStore } from "./store"

/** What came of sending coins. */
export interface TransferOutcome {
  payment: Payment
  transfers: Transfer[]
  /** Where the browser on the hosted page goes; `null` when it stays. */
  redirectUrl: string | null
}

/** The payer's wallet. Who may send when is for the caller to decide. */
export class Wallet {
  constructor(
    private readonly store: StreamCryptoStore,
    private readonly callbacks: StreamCryptoCallbacks
  ) {}

  /** What is still due in one coin; all of it when enough has arrived already. */
  openUnits(payment: Payment, token: Token): bigint {
    const { quote, transfers } = payment
    const open = quote.native - receivedOf(quote, transfers).native
    return payment.paidAt === null && open > 0n
      ? shareOf(quote.coins[token], open, quote.native)
      : quote.coins[token].units
  }

  /**
   * Sends coins, each amount in a transfer of its own.
   *
   * @param amounts smallest units of the coin
   * @param callback whether a callback is sent; as the gateway would, unless given
   */
  send(payment: Payment, token: Token, amounts: bigint[], callback?: boolean): TransferOutcome {
    const transfers = amounts.map((units) => this.transfer(payment, token, units, callback))
    const paid = this.store.wasPaidInTime(payment) && !this.store.isExpired(payment)
    return { payment, transfers, redirectUrl: paid ? payment.returnUrl : null }
  }

  private transfer(
    payment: Payment,
    token: Token,
    units: bigint,
    callback: boolean | undefined
  ): Transfer {
    const transfer = {
      token,
      units,
      transactionHash: newTransactionHash(),
      sender: newAddress("base58"),
      at: this.store.now(),
    }
    payment.transfers.push(transfer)
    const { native } = receivedOf(payment.quote, payment.transfers)
    const isEnough = native >= payment.quote.enoughNative
    if (isEnough && payment.paidAt === null) {
      payment.paidAt = transfer.at
      payment.wasPaidLate = this.store.isExpired(payment)
    }
    if (callback ?? (isEnough || this.store.account.settings.underpaidCallback)) {
      this.callbacks.send(payment.id)
    }
    return transfer
  }
}
