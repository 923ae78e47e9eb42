import Medusa from "@medusajs/js-sdk"
import { z } from "@medusajs/framework/zod"
import { ADMIN_LOGIN } from "./admin-login"
import { nextActionSchema } from "./checkout"
import { DemoError } from "./demo-error"

/** What the storefront is told about one payment. */
export type PaymentState = z.infer<typeof paymentStateSchema>

const paymentStateSchema = z.object({
  session_id: z.string(),
  status: z.string(),
  amount: z.string(),
  currency_code: z.string(),
  received: z.string(),
  due: z.string(),
  exception: z.unknown(),
  order_id: z.string().nullish(),
  next_action: nextActionSchema.nullish(),
})

/** The shop as a storefront sees it. */
export interface StoreAccess {
  /** Medusa's own client with the publishable key. */
  store: Medusa
  publishableKey: string
}

/** Looks the publishable key up, as staff copies it from the admin. */
export async function openStore(backendUrl: string): Promise<StoreAccess> {
  const admin = new Medusa({
    baseUrl: backendUrl,
    auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
  })
  const login = await admin.auth.login("user", "emailpass", { ...ADMIN_LOGIN })
  if (typeof login !== "string") {
    throw new DemoError(
      "The admin login does not work in this shop; delete the data folder to begin anew."
    )
  }
  const { api_keys: keys } = await admin.admin.apiKey.list({ type: "publishable" })
  const publishableKey = keys[0]?.token
  if (!publishableKey) {
    throw new DemoError("The shop has no publishable key; delete the data folder to begin anew.")
  }
  return { store: new Medusa({ baseUrl: backendUrl, publishableKey }), publishableKey }
}

/** Asks the plugin's status route about a payment, as a storefront does after the payer is back. */
export async function readPaymentState(store: Medusa, sessionId: string): Promise<PaymentState> {
  const reply = await store.client.fetch<unknown>(
    `/store/payment-gateways/sessions/${encodeURIComponent(sessionId)}`
  )
  return paymentStateSchema.parse(reply)
}
