import type { Sandbox } from "../../../sandbox/src"
import { BANK_ACCOUNT } from "../../support/bank-account"
import type { StoreSession } from "../../support/store-client"

/** Providers of `medusa-config.ts` that the faults meet: one of each gateway. */
export const PROVIDERS = {
  streampay: "pp_streampay_streampay",
  corefy: "pp_corefy_destream",
  streamCrypto: "pp_stream-crypto_stream-crypto",
  directa24: "pp_directa24_directa24",
  xgateway: "pp_xgateway_invoice",
} as const

export type GatewayName = keyof typeof PROVIDERS

/** How a shopper pays with a gateway, once the session says how. */
export interface WayToPay {
  readonly name: GatewayName
  readonly providerId: string
  readonly currency: "kwd" | "usd" | "eur" | "clp" | "sar"
  readonly data?: Record<string, unknown>
  pay(sandbox: Sandbox, reference: string, session: StoreSession): unknown
  /** A refund by API, of a part where the gateway allows it. */
  readonly refund?: {
    readonly amount: string
    readonly fields?: Readonly<Record<string, string>>
    /** What the gateway has really given back: one decimal string per refund. */
    made(sandbox: Sandbox, reference: string): readonly string[]
  }
}

const TRANSACTION_HASH =
  "5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW"

export const WAYS: Readonly<Record<GatewayName, WayToPay>> = {
  streampay: {
    name: "streampay",
    providerId: PROVIDERS.streampay,
    currency: "sar",
    pay: (sandbox, reference) => sandbox.streampay.pay(reference),
    refund: {
      amount: "105.5",
      made: (sandbox, reference) =>
        sandbox.streampay
          .payments(reference)
          .map(({ amountRefunded }) => plain(amountRefunded))
          .filter((amount) => amount !== "0"),
    },
  },
  corefy: {
    name: "corefy",
    providerId: PROVIDERS.corefy,
    currency: "usd",
    pay: (sandbox, reference) => sandbox.corefy.pay(reference),
    refund: {
      amount: "7.5",
      made: (sandbox, reference) =>
        sandbox.corefy.refunds(reference).map(({ amount }) => plain(amount)),
    },
  },
  streamCrypto: {
    name: "streamCrypto",
    providerId: PROVIDERS.streamCrypto,
    currency: "eur",
    pay: (sandbox, reference) => sandbox.streamCrypto.pay(reference),
    // Made by hand, from the merchant's wallet: staff records it.
    refund: {
      amount: "0.2",
      fields: { transaction_hash: TRANSACTION_HASH },
      made: () => ["0.2"],
    },
  },
  directa24: {
    name: "directa24",
    providerId: PROVIDERS.directa24,
    currency: "clp",
    data: { document: "123456785", bank: "WP", name: "Camila Soto", country: "CL" },
    pay: (sandbox, reference) => sandbox.directa24.pay(reference),
    refund: {
      amount: "5540",
      fields: BANK_ACCOUNT,
      made: (sandbox, reference) =>
        sandbox.directa24.refunds(reference).map(({ amount }) => plain(amount)),
    },
  },
  xgateway: {
    name: "xgateway",
    providerId: PROVIDERS.xgateway,
    currency: "usd",
    pay: (sandbox, reference) => sandbox.xgateway.pay(reference),
  },
}

/** Without trailing zeros, as the books say amounts. */
function plain(amount: string): string {
  return amount.includes(".") ? amount.replace(/\.?0+$/, "") : amount
}
