import { documentLabel, documentPattern } from "../../../../src/providers/directa24/documents.js"
import type { CollectField, SessionState, TransferDestination } from "../../client/index.js"

/** The server's clock in all states. */
export const SERVER_TIME = "2026-03-01T12:00:00.000Z"

const BASE: SessionState = {
  session_id: "payses_01JNSHOPPER",
  gateway: "streampay",
  reference: "3f0c6c2e-0000-4000-8000-000000000001",
  status: "pending",
  amount: "100.00",
  currency_code: "usd",
  expires_at: "2026-03-01T12:15:00.000Z",
  next_action: null,
  order_id: null,
  received: "0.00",
  due: "100.00",
  exception: null,
  server_time: SERVER_TIME,
}

/** A state of any payment; what is not said is that of one that waits. */
export function stateOf(fields: Partial<SessionState> = {}): SessionState {
  return { ...BASE, ...fields }
}

export const COIN: TransferDestination = {
  asset: "SOL",
  network: "Solana",
  address: "7EYnhQoR9YM3N7UoaKRoA44Uy8JeaZV3qyouov87awMs",
  amount: "0.612345",
  uri: "solana:7EYnhQoR9YM3N7UoaKRoA44Uy8JeaZV3qyouov87awMs?amount=0.612345",
}

export const COINS: readonly TransferDestination[] = [
  COIN,
  {
    asset: "USDT",
    network: "Ethereum (ERC-20)",
    address: "0x1111111111111111111111111111111111111111",
    amount: "100.2500",
    uri: "ethereum:0xdAC17F958D2ee523a2206206994597C13D831ec7@1/transfer?address=0x1111111111111111111111111111111111111111&uint256=100250000",
  },
  {
    asset: "USDT",
    network: "Tron (TRC-20)",
    address: "TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeC",
    amount: "100.2500",
  },
]

export const QUESTIONS: readonly CollectField[] = [
  {
    name: "bank",
    label: "Payment method",
    required: true,
    options: [
      { value: "IX", label: "PIX" },
      { value: "BL", label: "Boleto" },
    ],
  },
  {
    name: "document",
    label: documentLabel("BR"),
    pattern: documentPattern("BR"),
    required: true,
  },
  { name: "phone", label: "Mobile phone (please check)", pattern: "\\+?\\d{7,15}", required: true },
  { name: "birth_date", label: "Date of birth (YYYY-MM-DD)", required: false },
]

/** As each gateway's payment waits for its payer. */
export const OPEN_STATES: Readonly<Record<string, SessionState>> = {
  "corefy: hosted page": stateOf({
    gateway: "corefy",
    reference: "cpi_Rr0wFs9wTFGZg3Jb",
    expires_at: null,
    next_action: {
      type: "redirect",
      url: "https://checkout.paymentiq.example/hpp/cgi_1?lang=en",
      method: "GET",
    },
  }),
  "corefy: form to post": stateOf({
    gateway: "corefy",
    next_action: {
      type: "redirect",
      url: "https://bank.example/3ds",
      method: "POST",
      fields: { PaReq: "eJxVUs1", MD: "cpi_Rr0wFs9wTFGZg3Jb" },
    },
  }),
  "stream-crypto: page": stateOf({
    gateway: "stream-crypto",
    status: "requires_more",
    next_action: { type: "redirect", url: "https://pay.streamflow.example/p/1", method: "GET" },
  }),
  "stream-crypto: addresses": stateOf({
    gateway: "stream-crypto",
    status: "requires_more",
    next_action: {
      type: "transfer",
      destinations: [{ ...COIN, asset: "USDC", amount: "100.00", uri: undefined }],
    },
  }),
  "directa24: questions": stateOf({
    gateway: "directa24",
    reference: null,
    amount: "150.00",
    due: "150.00",
    currency_code: "brl",
    expires_at: null,
    status: "requires_more",
    next_action: { type: "collect", fields: QUESTIONS },
  }),
  "directa24: page": stateOf({
    gateway: "directa24",
    expires_at: "2026-03-08T12:00:00.000Z",
    next_action: { type: "redirect", url: "https://payment.directa24.example/v1/1", method: "GET" },
  }),
  "xgateway: coins": stateOf({
    gateway: "xgateway",
    next_action: { type: "transfer", destinations: COINS },
  }),
  "streampay: link": stateOf({
    gateway: "streampay",
    amount: "115.00",
    due: "115.00",
    currency_code: "sar",
    next_action: { type: "redirect", url: "https://checkout.streampay.example/1", method: "GET" },
  }),
}

/** Paid and ordered. */
export const DONE = stateOf({
  status: "captured",
  received: "100.00",
  due: "0.00",
  order_id: "order_01JNORDER",
})

/** What became of a payment, by the words that the component has for it. */
export const OUTCOMES = {
  wait: stateOf(),
  paid: { ...DONE, order_id: null },
  unknown: stateOf({ next_action: { type: "dance" } as never }),
  done: DONE,
  short: stateOf({
    gateway: "xgateway",
    status: "requires_more",
    received: "60.00",
    due: "40.00",
    exception: "underpaid",
    next_action: { type: "transfer", destinations: COINS },
  }),
  stuck: stateOf({
    gateway: "stream-crypto",
    received: "60.00",
    due: "40.00",
    exception: "underpaid",
  }),
  over: { ...DONE, received: "120.50", exception: "overpaid" },
  late: stateOf({ status: "expired", received: "100.00", due: "0.00", exception: "late" }),
  duplicate: { ...DONE, exception: "duplicate", order_id: null },
  mismatched: stateOf({ exception: "mismatched" }),
  orphaned: { ...DONE, exception: "orphaned", order_id: null },
  expired: stateOf({ status: "expired" }),
  failed: stateOf({ status: "failed" }),
  canceled: stateOf({ status: "canceled" }),
} satisfies Readonly<Record<string, SessionState>>
