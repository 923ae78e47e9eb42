/**
 * Where a gateway reports to.
 *
 * @param backendUrl the shop's public address
 * @param providerId `pp_<identifier>_<id>`
 */
export function webhookUrlOf(backendUrl: string, providerId: string): string {
  return `${backendUrl}/hooks/payment-gateways/${providerId.replace(/^pp_/, "")}`
}
