/** Amounts are in units of 10^-18 of their currency, times in sandbox milliseconds. */
export interface Invoice {
  id: string
  amount: bigint
  baseCurrency: string
  /** Given when it was made: the payer is not asked. */
  presetCurrency: string | null
  displayCurrencies: string[] | null
  customerId: string
  orderId: string | null
  applicationId: string | null
  paymentMethod: string | null
  strategy: "fixed" | "floating"
  redirectUrl: string | null
  createdAt: number
  /** Chosen by the payer. */
  activation: Activation | null
  canceledAt: number | null
  /** Set by control; goes before every status of its own. */
  forcedStatus: string | null
}

/** A currency was chosen: from here on the clock runs. */
export interface Activation {
  currency: string
  /** Coins for one of the base currency, at that moment. */
  rate: bigint
  /** Coins to send. */
  coins: bigint
  address: string
  expiresAt: number
}

/** A customer's wallet on one family of chains; made once, kept for ever. */
export interface Wallet {
  address: string
  customerId: string
  family: string
  /** Of its QR code. */
  qrId: string
  /** Currencies it was asked for. */
  currencies: Set<string>
  createdAt: number
}

export interface Transaction {
  id: string
  type: "deposit" | "withdrawal"
  /** `pending`, `processing`, `confirmed`, `failed`, or any string by control. */
  status: string
  customerId: string
  orderId: string | null
  invoiceId: string | null
  applicationId: string | null
  address: string
  coin: string
  coins: bigint
  /** What `amount` and `currency` say, and what the hash covers. */
  amount: string
  currency: string
  base: BaseValue | null
  /** Coins for one of the base currency; 1 where there is none. */
  exchangeRate: bigint
  /** US dollars and euros for one coin, at that moment. */
  usdRate: bigint
  eurRate: bigint
  transactionHash: string | null
  /** The invoice it counts for; a late one or one beside invoices counts for none. */
  countsFor: string | null
  /** The invoice that lists it. */
  listedBy: string | null
  createdAt: number
  updatedAt: number
}

/** What a deposit is worth in the currency of its invoice. */
export interface BaseValue {
  currency: string
  value: bigint
  invoiceAmount: bigint
}
