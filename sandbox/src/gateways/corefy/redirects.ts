import type { Invoice } from "./entities"
import { toMajor } from "./money"
import type { CorefySettings } from "./options"

export type ReturnKind = "success" | "pending" | "fail"

/** Where a status sends the payer. */
export function returnKindOf(status: string): ReturnKind {
  if (
    ["process_failed", "expired", "terminated", "canceled", "authorize_failed"].includes(status)
  ) {
    return "fail"
  }
  return ["process_pending", "partially_processed", "process_error", "processing"].includes(status)
    ? "pending"
    : "success"
}

/** Where the payer's browser goes; `null` when the merchant gave no URL. `return_urls` wins. */
export function returnUrl(
  invoice: Invoice,
  kind: ReturnKind,
  settings: CorefySettings
): string | null {
  const url = invoice.returnUrls[kind] ?? invoice.returnUrl
  if (url === null || !settings.returnContext) {
    return url
  }
  return appendQuery(url, {
    id: invoice.id,
    serial_number: invoice.serialNumber,
    amount: toMajor(invoice.amountMinor, invoice.currency),
  })
}

function appendQuery(url: string, parameters: Record<string, string>): string {
  const target = new URL(url)
  for (const [name, value] of Object.entries(parameters)) {
    target.searchParams.append(name, value)
  }
  return target.toString()
}
