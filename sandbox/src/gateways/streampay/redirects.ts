import type { CheckoutOutcome } from "./checkout"
import type { PaymentLink } from "./entities"

/**
 * Appends parameters to the merchant's URL: with `&` when it has a query, before a fragment.
 */
export function appendQuery(url: string, parameters: Record<string, string>): string {
  const [address = "", ...fragment] = url.split("#")
  const query = new URLSearchParams(parameters).toString()
  const joint = address.includes("?") ? (/[?&]$/.test(address) ? "" : "&") : "?"
  return address + joint + query + (fragment.length > 0 ? `#${fragment.join("#")}` : "")
}

/** Where the payer goes after a payment; `null` when the link has no such URL. */
export function successRedirect(outcome: CheckoutOutcome): string | null {
  const { link, invoice, payments, transactionId } = outcome
  const pending = payments.some((payment) => payment.payedAt === null)
  return link.successRedirectUrl === null
    ? null
    : appendQuery(link.successRedirectUrl, {
        id: transactionId,
        invoice_id: invoice.id,
        payment_id: payments[0]?.id ?? "",
        payment_link_id: link.id,
        consent_id: invoice.id.replace(/^.{8}/, "c0a5e47d"),
        organization_consumer_id: invoice.organizationConsumerId ?? "",
        status: pending ? "pending" : "paid",
        message: pending ? "PENDING" : "APPROVED",
        login_method: link.contactInformationType,
      })
}

/** Where the payer goes after a declined or given-up attempt. */
export function failureRedirect(
  link: PaymentLink,
  transactionId: string,
  message: string
): string | null {
  return link.failureRedirectUrl === null
    ? null
    : appendQuery(link.failureRedirectUrl, {
        payment_link_id: link.id,
        id: transactionId,
        status: "failed",
        message,
        login_method: link.contactInformationType,
      })
}
