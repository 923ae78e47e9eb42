import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { resolveGateway, resolveLedgerModule } from "../../../../../../settlement/resolve-gateway"
import { retrieveGatewayView } from "../../../../../../setup/gateway-view"
import { sendTestWebhook } from "../../../../../../setup/send-test-webhook"

/** Tries the way of webhooks now: `/admin/payment-gateways/gateways/<provider id>/test-webhook`. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const providerId = req.params.provider_id ?? ""
  const provider = resolveGateway(req.scope, providerId)
  const { attempts, providers } = resolveLedgerModule(req.scope)
  await sendTestWebhook({ providerId, provider }, providers, {
    backendUrl: attempts.settings.backendUrl,
  })
  res.status(200).json({ gateway: await retrieveGatewayView(req.scope, providerId) })
}
