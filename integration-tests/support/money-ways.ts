import type { Sandbox } from "../../sandbox/src"
import { type Currency, Money } from "../../src/core/money"
import { BANK_ACCOUNT } from "./bank-account"
import { PROVIDERS } from "./gateway-shop"
import type { PRICES } from "./seed-shop"
import type { StoreSession } from "./store-client"

/** Sums of one payment as its gateway has them, of which each is told in parts. */
export interface GatewaySums {
  readonly received: readonly string[]
  /** What reached the payer, or is on its way. */
  readonly refunded: readonly string[]
  readonly chargedBack?: readonly string[]
}

/** How money comes and goes by one provider, at its own side. Amounts are in major units. */
export interface MoneyWay {
  readonly name: string
  readonly providerId: string
  readonly currency: keyof typeof PRICES
  readonly data?: Record<string, unknown>
  /** Sends money also to a payment that is over; all that is asked unless an amount is given. */
  pay(sandbox: Sandbox, session: StoreSession, amount?: string): unknown
  /** All that is asked comes in sight, and is not final yet, where a gateway tells of that. */
  show?(sandbox: Sandbox, session: StoreSession): unknown
  /** What the gateway itself believes; nothing of it comes from the shop. */
  sums(sandbox: Sandbox, session: StoreSession): GatewaySums
  /** From now on the gateway answers with facts of some other payment. */
  confuse(sandbox: Sandbox): unknown
  /** What staff has to tell for the nth refund, of an amount. */
  refundFields?(nth: number, amount: string): Record<string, string>
  /** Staff sends money back itself; the gateway has nothing to do with it. */
  readonly isRefundedByHand?: boolean
  /** All refunds that are under way at the gateway come to their end. */
  endRefunds?(sandbox: Sandbox, session: StoreSession, outcome: "done" | "failed"): unknown
  /** Refunded at the gateway's dashboard, where the gateway tells of that. */
  refundAtDashboard?(sandbox: Sandbox, session: StoreSession, amount: string): unknown
  chargeBack?(sandbox: Sandbox, session: StoreSession, amount: string): unknown
  /** The payment ends without money. */
  end?(sandbox: Sandbox, session: StoreSession): unknown
}

const referenceOf = ({ data }: StoreSession) => String(data.reference)

const CENTS: Currency = { code: "USD", exponent: 2 }
const PRECISE: Currency = { code: "COIN", exponent: 18 }

const HASH =
  "5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW"
const DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZ"

/** Another Solana signature each time. */
const hash = (nth: number) =>
  `${DIGITS[nth % DIGITS.length]}${DIGITS[Math.floor(nth / DIGITS.length) % DIGITS.length]}${HASH.slice(2)}`

/** What coins are worth, in whole cents. */
function dollarsOf(sandbox: Sandbox, { coin, coins }: { coin: string; coins: string }): string {
  const rate = sandbox.xgateway.rates()[coin] ?? "0"
  const product = Money.parse(coins, PRECISE).minor * Money.parse(rate, PRECISE).minor
  return Money.ofMinor(product / 10n ** 34n, CENTS).toDecimal()
}

const UNPAID = new Set(["PENDING", "FAILED", "CANCELED"])

export const STREAMPAY: MoneyWay = {
  name: "streampay",
  providerId: PROVIDERS.streampay,
  currency: "kwd",
  pay: ({ streampay }, session, amount) =>
    streampay.pay(referenceOf(session), { amount, evenIfClosed: true }),
  sums: ({ streampay }, session) => {
    const payments = streampay
      .payments(referenceOf(session))
      .filter(({ status }) => !UNPAID.has(status))
    return {
      received: payments.map(({ amount }) => amount),
      refunded: payments.map(({ amountRefunded }) => amountRefunded),
    }
  },
  confuse: ({ faults }) =>
    faults.add({ path: "/api/v2/*", effect: { kind: "wrong_currency", currency: "SAR" } }),
  refundAtDashboard: ({ streampay }, session, amount) => {
    const [payment] = streampay.payments(referenceOf(session)).slice(-1)
    return streampay.refund(payment?.id ?? "", amount)
  },
  end: ({ streampay }, session) => streampay.deactivate(referenceOf(session)),
}

export const COREFY: MoneyWay = {
  name: "corefy",
  providerId: PROVIDERS.corefy,
  currency: "usd",
  pay: ({ corefy }, session, amount) =>
    corefy.pay(referenceOf(session), { amount, evenIfClosed: true }),
  sums: ({ corefy }, session) => {
    const { paid, chargedBack } = corefy.payment(referenceOf(session))
    const refunds = corefy.refunds(referenceOf(session))
    return {
      received: [paid],
      refunded: refunds.filter(({ status }) => status !== "failed").map(({ amount }) => amount),
      chargedBack: [chargedBack],
    }
  },
  confuse: ({ faults }) => faults.add({ gateway: "corefy", effect: { kind: "wrong_currency" } }),
  endRefunds: ({ corefy }, session, outcome) => {
    for (const { id, status } of corefy.refunds(referenceOf(session))) {
      if (status === "pending") {
        corefy.settleRefund(id, outcome === "done" ? "processed" : "failed")
      }
    }
  },
  refundAtDashboard: ({ corefy }, session, amount) => corefy.refund(referenceOf(session), amount),
  chargeBack: ({ corefy }, session, amount) => corefy.chargeBack(referenceOf(session), amount),
  end: ({ corefy }, session) => corefy.cancel(referenceOf(session)),
}

const stream = {
  pay: ({ streamCrypto }, session, amount) => {
    streamCrypto.changeSettings({ underpaidCallback: true })
    return streamCrypto.pay(referenceOf(session), { amount, evenIfClosed: true })
  },
  sums: ({ streamCrypto }, session) => ({
    received: [streamCrypto.payment(referenceOf(session)).received],
    refunded: [],
  }),
  confuse: ({ faults }) =>
    faults.add({
      path: "/api/v1/payment/*",
      effect: { kind: "replace", members: { network: "testnet" } },
    }),
  refundFields: (nth) => ({ transaction_hash: hash(nth) }),
  isRefundedByHand: true,
  end: ({ streamCrypto }, session) => streamCrypto.expire(referenceOf(session)),
} satisfies Partial<MoneyWay>

export const STREAM_PAGE: MoneyWay = {
  ...stream,
  name: "stream-crypto, page",
  providerId: PROVIDERS.streamPage,
  currency: "usd",
}

export const STREAM_MANUAL: MoneyWay = {
  ...stream,
  name: "stream-crypto, manual",
  providerId: PROVIDERS.streamManual,
  currency: "usd",
}

const REFUSED = new Set(["REJECTED", "CANCELLED"])

export const DIRECTA24: MoneyWay = {
  name: "directa24",
  providerId: PROVIDERS.directa24,
  currency: "clp",
  data: { document: "123456785", bank: "WP", name: "Camila Soto", country: "CL" },
  pay: ({ directa24 }, session, amount) =>
    directa24.pay(referenceOf(session), { amount, evenIfClosed: true }),
  sums: ({ directa24 }, session) => ({
    received: [directa24.payment(referenceOf(session)).paid],
    refunded: directa24
      .refunds(referenceOf(session))
      .filter(({ status }) => !REFUSED.has(status))
      .map(({ amount }) => amount),
  }),
  confuse: ({ faults }) => faults.add({ gateway: "directa24", effect: { kind: "wrong_currency" } }),
  refundFields: () => BANK_ACCOUNT,
  endRefunds: ({ directa24 }, session, outcome) => {
    for (const { id, status } of directa24.refunds(referenceOf(session))) {
      if (status === "PENDING") {
        directa24.setRefundStatus(id, outcome === "done" ? "COMPLETED" : "REJECTED")
      }
    }
  },
  end: ({ directa24 }, session) => directa24.cancel(referenceOf(session)),
}

/** A withdrawal tells the shop's order alone; of one payment are those of its own customer. */
function withdrawn({ xgateway }: Sandbox, customerId: string): string[] {
  return xgateway
    .transactions(customerId)
    .filter(({ type, status }) => type === "withdrawal" && status !== "failed")
    .map(({ coins }) => coins)
}

const xgateway = {
  // Coins of which each is worth one dollar.
  refundFields: (_, amount) => ({
    address: "0x52908400098527886E0F7030069857D2E4169EE7",
    currency: "bUSDT",
    amount,
  }),
} satisfies Partial<MoneyWay>

function endWithdrawals(sandbox: Sandbox, customerId: string, outcome: "done" | "failed"): void {
  for (const { id, type, status } of sandbox.xgateway.transactions(customerId)) {
    if (type === "withdrawal" && (status === "pending" || status === "processing")) {
      sandbox.xgateway.settleWithdrawal(id, outcome === "done" ? "confirmed" : "failed")
    }
  }
}

const destinationOf = ({ data }: StoreSession) => {
  const { destinations } = data.next_action as {
    destinations: { address: string; amount: string }[]
  }
  return destinations[0] ?? { address: "", amount: "" }
}

const walletOf = ({ xgateway: { channels } }: Sandbox, session: StoreSession) => {
  const { address } = destinationOf(session)
  const wallet = channels().find((one) => one.address === address)
  if (!wallet) {
    throw new Error(`no wallet has the address ${address}`)
  }
  return wallet
}

export const CHANNEL: MoneyWay = {
  ...xgateway,
  name: "xgateway, channel",
  providerId: PROVIDERS.channel,
  currency: "usd",
  pay: ({ xgateway: { deposit } }, session, amount) => {
    const { address, amount: coins } = destinationOf(session)
    return amount === undefined
      ? deposit({ address, amount: coins })
      : deposit({ address, value: amount, valueCurrency: "USD" })
  },
  // Of a deposit to a wallet the shop hears by callbacks alone.
  show: ({ xgateway: { changeSettings, deposit } }, session) => {
    changeSettings({ processingCallbacks: true })
    return deposit({ ...destinationOf(session), status: "processing" })
  },
  sums: (sandbox, session) => {
    const { customerId, transactions } = walletOf(sandbox, session)
    const deposits = transactions.filter(({ status }) => status === "confirmed")
    return {
      received: deposits.map((one) => dollarsOf(sandbox, one)),
      refunded: withdrawn(sandbox, customerId),
    }
  },
  // What came is told to be worth nothing in any currency of the shop's.
  confuse: ({ faults }) =>
    faults.add({
      path: "/api/v2/transaction/*",
      effect: {
        kind: "replace",
        members: { usd: "0", eur: "0", invoiceBaseCurrency: "GBP", referenceCurrency: "GBP" },
      },
    }),
  endRefunds: (sandbox, session, outcome) =>
    endWithdrawals(sandbox, walletOf(sandbox, session).customerId, outcome),
}

export const INVOICE: MoneyWay = {
  ...xgateway,
  name: "xgateway, invoice",
  providerId: PROVIDERS.invoice,
  currency: "usd",
  pay: ({ xgateway: controls }, session, amount) => {
    controls.changeSettings({ lateDeposits: "listed" })
    return controls.pay(referenceOf(session), { amount, evenIfClosed: true })
  },
  show: ({ xgateway: controls }, session) =>
    controls.pay(referenceOf(session), { status: "processing" }),
  sums: (sandbox, session) => {
    const { transactions, customerId } = sandbox.xgateway.payment(referenceOf(session))
    return {
      received: transactions
        .filter(({ type, status }) => type === "deposit" && status === "confirmed")
        .map((one) => one.baseValue ?? dollarsOf(sandbox, one)),
      refunded: withdrawn(sandbox, customerId),
    }
  },
  confuse: ({ faults }) =>
    faults.add({
      path: "/api/v2/invoices/*",
      effect: { kind: "replace", members: { baseCurrency: "EUR" } },
    }),
  endRefunds: (sandbox, session, outcome) =>
    endWithdrawals(sandbox, sandbox.xgateway.payment(referenceOf(session)).customerId, outcome),
  end: ({ xgateway: { expire } }, session) => expire(referenceOf(session)),
}

/** Every provider of the shop. */
export const MONEY_WAYS: readonly MoneyWay[] = [
  STREAMPAY,
  COREFY,
  STREAM_PAGE,
  STREAM_MANUAL,
  DIRECTA24,
  CHANNEL,
  INVOICE,
]
