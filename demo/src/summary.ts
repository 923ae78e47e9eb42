import { ADMIN_LOGIN } from "./admin-login"
import type { DemoSettings } from "./settings"

/** What somebody needs to look around in the running demo. */
export function addressLines(settings: DemoSettings): string[] {
  const rows = [
    ["The shop", settings.storefrontUrl],
    ["Admin", `${settings.adminUrl}  (${ADMIN_LOGIN.email} / ${ADMIN_LOGIN.password})`],
    ["Sandbox panel", settings.sandboxUrl],
    ["Store API", `${settings.backendUrl}/store`],
    ["Webhook URL", settings.webhookUrlOf("<gateway>_<id>")],
    ["Medusa's log", settings.logFile],
  ]
  return [
    "",
    "The shop is up:",
    ...rows.map(([name = "", place = ""]) => `  ${name.padEnd(14)} ${place}`),
    "",
    "Ctrl-C stops everything.",
  ]
}
