import { randomUUID } from "node:crypto"
import { newAddress } from "./addresses"
import { COINS, coinOf, type AddressFamily } from "./currencies"
import { decimal } from "./amounts"
import type { Invoice, Transaction, Wallet } from "./entities"
import type { XGatewayAccount } from "./options"

/** What one coin's account starts with. */
const INITIAL_BALANCE = decimal("1000")

/** One balance of the merchant. */
export interface BalanceAccount {
  id: string
  number: string
  coin: string
  balance: bigint
}

/** Everything the simulated merchant has; in memory only. */
export class XGatewayStore {
  readonly invoices = new Map<string, Invoice>()
  readonly transactions = new Map<string, Transaction>()
  readonly wallets = new Map<string, Wallet>()
  private balances: BalanceAccount[] = []

  constructor(
    /** Changed by the controls while it runs. */
    readonly account: XGatewayAccount,
    readonly now: () => number
  ) {
    this.clear()
  }

  /** The customer's wallet for the chains of this coin: the same one for ever. */
  walletOf(customerId: string, coin: string): Wallet {
    const { family } = coinOf(coin)
    const known = this.knownWallet(customerId, family)
    const wallet = known ?? {
      address: newAddress(family),
      customerId,
      family,
      qrId: randomUUID(),
      currencies: new Set<string>(),
      createdAt: this.now(),
    }
    wallet.currencies.add(coin)
    this.wallets.set(wallet.address, wallet)
    return wallet
  }

  knownWallet(customerId: string, family: AddressFamily): Wallet | undefined {
    return this.walletsOf(customerId).find((wallet) => wallet.family === family)
  }

  walletsOf(customerId: string): Wallet[] {
    return [...this.wallets.values()].filter((wallet) => wallet.customerId === customerId)
  }

  /** Oldest first. */
  invoicesOf(customerId: string): Invoice[] {
    return [...this.invoices.values()].filter((invoice) => invoice.customerId === customerId)
  }

  /** Oldest first. */
  transactionsWhere(fits: (transaction: Transaction) => boolean): Transaction[] {
    return [...this.transactions.values()].filter(fits)
  }

  /** Withdrawals, oldest first. */
  withdrawals(): Transaction[] {
    return this.transactionsWhere(({ type }) => type === "withdrawal")
  }

  accounts(): BalanceAccount[] {
    return this.balances
  }

  balance(coin: string): BalanceAccount {
    const found = this.balances.find((candidate) => candidate.coin === coin)
    if (!found) {
      throw new Error(`no balance in ${coin}`)
    }
    return found
  }

  /** Forgets all records; the account keeps its settings. */
  clear(): void {
    this.invoices.clear()
    this.transactions.clear()
    this.wallets.clear()
    this.balances = Object.keys(COINS).map((coin, index) => ({
      id: randomUUID(),
      number: String(100_001 + index),
      coin,
      balance: INITIAL_BALANCE,
    }))
  }
}
