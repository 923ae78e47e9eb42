const PROVIDERS = /^pp_(corefy|directa24|stream-crypto|streampay|xgateway)_/

/** Whether one of the plugin's five gateways takes a session's payment, whatever its id is. */
export function isGateway<Session extends { readonly provider_id: string }>(
  session: Session | null | undefined
): session is Session {
  return PROVIDERS.test(session?.provider_id ?? "")
}
