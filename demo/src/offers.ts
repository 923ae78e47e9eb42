import type { Currency } from "./markets"

/** A way to pay in one market of the demo shop. */
export interface Offer {
  /** The gateway as people know it. */
  gateway: string
  /** Where a gateway has several. */
  flow?: string
  /** `pp_<identifier>_<id>`, as `medusa-config.ts` lists it. */
  providerId: string
  /** The gateway's name in the sandbox. */
  simulatedBy: "streampay" | "corefy" | "stream-crypto" | "directa24" | "xgateway"
  currency: Currency
}

/** Every gateway, each in all its flows, in every currency of the shop. */
export const OFFERS: readonly Offer[] = [
  {
    gateway: "StreamPay",
    providerId: "pp_streampay_streampay",
    simulatedBy: "streampay",
    currency: "sar",
  },
  {
    gateway: "StreamPay",
    providerId: "pp_streampay_streampay",
    simulatedBy: "streampay",
    currency: "kwd",
  },
  {
    gateway: "DeStream (Corefy)",
    providerId: "pp_corefy_destream",
    simulatedBy: "corefy",
    currency: "usd",
  },
  {
    gateway: "Stream",
    flow: "page",
    providerId: "pp_stream-crypto_stream-crypto",
    simulatedBy: "stream-crypto",
    currency: "eur",
  },
  {
    gateway: "Stream",
    flow: "manual",
    providerId: "pp_stream-crypto_manual",
    simulatedBy: "stream-crypto",
    currency: "usd",
  },
  {
    gateway: "Directa24",
    providerId: "pp_directa24_directa24",
    simulatedBy: "directa24",
    currency: "brl",
  },
  {
    gateway: "Directa24",
    providerId: "pp_directa24_directa24",
    simulatedBy: "directa24",
    currency: "clp",
  },
  {
    gateway: "XGateway",
    flow: "channel",
    providerId: "pp_xgateway_xgateway",
    simulatedBy: "xgateway",
    currency: "usd",
  },
  {
    gateway: "XGateway",
    flow: "invoice",
    providerId: "pp_xgateway_invoice",
    simulatedBy: "xgateway",
    currency: "eur",
  },
]

/** The payment providers of one market's region. */
export function providersOf(currency: Currency): string[] {
  const offers = OFFERS.filter((offer) => offer.currency === currency)
  return [...new Set(offers.map(({ providerId }) => providerId))]
}

/** E.g. `XGateway, invoice`. */
export function titleOf({ gateway, flow }: Pick<Offer, "gateway" | "flow">): string {
  return flow ? `${gateway}, ${flow}` : gateway
}
