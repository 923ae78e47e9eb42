import type { LoaderOptions } from "@medusajs/framework/types"
import { missingSettings, parseSettings } from "../settings"

/** Stops the boot on a wrong setting, and says what will not work because of a missing one. */
export default async function announceSettings({ options, logger }: LoaderOptions): Promise<void> {
  for (const line of missingSettings(parseSettings(options))) {
    logger?.warn(`[medusa-payment-gateways] ${line}`)
  }
}
