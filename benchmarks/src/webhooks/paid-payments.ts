import { randomUUID } from "node:crypto"
import { answerStreamPay } from "../gateways/streampay"
import type { GatewayRequest } from "../gateways/server"

type Reply = Readonly<Record<string, unknown>>

/** What the gateways answer about payments that somebody has paid in full. */
export class PaidPayments {
  readonly #invoices = new Map<string, Reply>()
  readonly #paid = new Set<string>()

  /** @param reference StreamPay's payment link, or Stripe's payment intent */
  pay(reference: string): void {
    this.#paid.add(reference)
  }

  /** @param unpaid the answer, were nothing paid */
  tell(request: GatewayRequest, unpaid: unknown): unknown {
    const reference = request.url.pathname.split("/").at(-1) ?? ""
    const link = request.url.searchParams.get("payment_link_id") ?? ""
    if (this.#paid.has(link)) {
      return { ...(unpaid as Reply), data: [this.invoiceOf(link)] }
    }
    if (!this.#paid.has(reference)) {
      return unpaid
    }
    const payment = unpaid as Reply
    return request.url.pathname.startsWith("/v1/")
      ? { ...payment, status: "succeeded", amount_received: payment.amount }
      : {
          ...payment,
          status: "COMPLETED",
          amount_collected: payment.amount,
          amount_collected_in_smallest_unit: payment.amount_in_smallest_unit,
        }
  }

  /** Source: StreamPay API reference, invoices. */
  private invoiceOf(link: string): Reply {
    const known = this.#invoices.get(link)
    if (known) {
      return known
    }
    const { amount, amount_in_smallest_unit, currency } = answerStreamPay({
      method: "GET",
      url: new URL(`/api/v2/payment_links/${link}`, "http://gateway"),
      body: "",
    }) as Reply
    const invoice = {
      id: randomUUID(),
      status: "COMPLETED",
      currency,
      paid_amount_in_smallest_unit: amount_in_smallest_unit,
      payments: [
        {
          id: randomUUID(),
          amount,
          amount_in_smallest_unit,
          currency,
          current_status: "SUCCEEDED",
          payment_method: "VISA",
          payed_at: new Date().toISOString(),
          amount_refunded: null,
        },
      ],
    }
    this.#invoices.set(link, invoice)
    return invoice
  }
}
