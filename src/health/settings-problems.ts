import type { PluginSettings } from "../core/ledger"
import type { Problem } from "./problem"

const CURE = "Set it in definePaymentGateways, or in the plugin's options, in medusa-config.ts."

/** What does not work because a setting is missing. */
export function findSettingsProblems(settings: PluginSettings): Problem[] {
  const problems: Problem[] = []
  if (settings.backendUrl === undefined) {
    problems.push({
      code: "backend_url_missing",
      severity: "warning",
      message:
        "backendUrl is missing: payers are not led back from the gateways, and gateways that take a webhook address per payment get none.",
      cure: CURE,
    })
  }
  if (settings.storefrontUrl === undefined) {
    problems.push({
      code: "storefront_url_missing",
      severity: "warning",
      message:
        "storefrontUrl is missing: payers who come back are shown a plain answer instead of the storefront.",
      cure: CURE,
    })
  }
  return problems
}
