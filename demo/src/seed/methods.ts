import type { MedusaContainer } from "@medusajs/framework/types"
import type { PaymentGatewaysModuleService } from "../../../src/modules/payment-gateways/service"

/** What shoppers read of each method; as staff would write it under Settings > Payment gateways. */
export const METHOD_TEXTS: Readonly<
  Record<string, Readonly<Record<"en" | "ar", { title: string; description: string }>>>
> = {
  pp_streampay_streampay: {
    en: { title: "Card or Apple Pay", description: "mada, Visa, Mastercard · StreamPay" },
    ar: { title: "بطاقة أو Apple Pay", description: "مدى وفيزا وماستركارد · StreamPay" },
  },
  pp_corefy_destream: {
    en: { title: "Card", description: "Visa, Mastercard · DeStream" },
    ar: { title: "بطاقة", description: "فيزا وماستركارد · DeStream" },
  },
  "pp_stream-crypto_stream-crypto": {
    en: { title: "Solana wallet", description: "SOL, USDC or STRM on a payment page · Stream" },
    ar: { title: "محفظة Solana", description: "SOL أو USDC أو STRM في صفحة الدفع · Stream" },
  },
  "pp_stream-crypto_manual": {
    en: { title: "Solana transfer", description: "SOL, USDC or STRM to an address · Stream" },
    ar: { title: "تحويل عبر Solana", description: "SOL أو USDC أو STRM إلى عنوان · Stream" },
  },
  pp_directa24_directa24: {
    en: { title: "Local payment", description: "Bank transfer, PIX, cash, cards · Directa24" },
    ar: { title: "دفع محلي", description: "تحويل بنكي أو PIX أو نقدًا أو بطاقة · Directa24" },
  },
  pp_xgateway_xgateway: {
    en: { title: "USDT transfer", description: "Coins to an address · XGateway" },
    ar: { title: "تحويل USDT", description: "عملات رقمية إلى عنوان · XGateway" },
  },
  pp_xgateway_invoice: {
    en: { title: "Crypto", description: "Coin of your choice on a payment page · XGateway" },
    ar: { title: "عملات رقمية", description: "العملة التي تختارها في صفحة الدفع · XGateway" },
  },
}

/** Names the methods of payment; what staff has written stays. */
export async function seedMethods(container: MedusaContainer): Promise<void> {
  const { providers } = container.resolve<PaymentGatewaysModuleService>("payment_gateways")
  const known = await providers.list()
  for (const [providerId, texts] of Object.entries(METHOD_TEXTS)) {
    if (Object.keys(known.get(providerId)?.texts ?? {}).length === 0) {
      await providers.saveSettings(providerId, { texts })
    }
  }
}
