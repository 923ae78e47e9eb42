import { parseJson } from "../../../core/json"
import { createSandbox, type Sandbox } from "../../../sandbox"
import { at, Receiver, text, type ApiReply } from "../../../core/__tests__/harness"
import type { CorefyOptions } from "../options"

export { at, text }

export const PLATFORM = "/api/commerce/payment-invoices"
export const ACCOUNT = "/api/payment-invoices"

/** A small client of the API under test. */
export class ApiClient {
  constructor(readonly sandbox: Sandbox) {}

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {}
  ): Promise<ApiReply> {
    const reply = await fetch(`${this.sandbox.corefy.baseUrl}${path}`, {
      method,
      headers: {
        authorization: this.sandbox.corefy.authorization,
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    })
    const content = await reply.text()
    return { status: reply.status, headers: reply.headers, text: content, json: parseJson(content) }
  }

  /** `undefined` as a value takes the attribute out. */
  create(attributes: Record<string, unknown> = {}, path = PLATFORM): Promise<ApiReply> {
    return this.call("POST", path, invoiceBody(attributes, path))
  }

  /** @returns the invoice's id */
  async invoice(attributes: Record<string, unknown> = {}, path = PLATFORM): Promise<string> {
    return text((await this.create(attributes, path)).json, "data.id")
  }

  refund(invoiceId: string, attributes: Record<string, unknown> = {}, path = PLATFORM) {
    return this.call("POST", `${path}/${invoiceId}/refund`, {
      data: {
        type: "refund",
        attributes: { invoiceId, amount: 10, reference_id: "ref-1", ...attributes },
      },
    })
  }

  /** What the payer's browser sends; redirects are not followed. */
  async submit(invoiceId: string, form: Record<string, string>) {
    return fetch(this.sandbox.corefy.payment(invoiceId).url, {
      method: "POST",
      body: new URLSearchParams(form),
      redirect: "manual",
    })
  }
}

/** The documented minimum, and what a shop adds. */
export function invoiceBody(attributes: Record<string, unknown> = {}, path = PLATFORM) {
  return {
    data: {
      type: "payment-invoice",
      attributes: {
        ...(path === PLATFORM ? { commerce_account: "coma_sandbox" } : {}),
        reference_id: "payses_1",
        service: "payment_card_usd_hpp",
        currency: "USD",
        amount: 10.5,
        flow: "charge",
        test_mode: true,
        options: { allow_partially: false },
        return_urls: {
          success: "https://shop.example/back?at=success",
          pending: "https://shop.example/back?at=pending",
          fail: "https://shop.example/back?at=fail",
        },
        ...attributes,
      },
    },
  }
}

/** Starts a sandbox with a receiver for its callbacks. */
export async function startSandbox(options: CorefyOptions = {}) {
  const receiver = new Receiver()
  const sandbox = await createSandbox({
    corefy: { webhookUrl: await receiver.start(), ...options },
  })
  return {
    sandbox,
    receiver,
    corefy: sandbox.corefy,
    api: new ApiClient(sandbox),
    /** The callbacks that arrived, in their order. */
    callbacks: async () => {
      await sandbox.webhooks.settled()
      return receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
    },
    /** The statuses that they told. */
    statuses: async () => {
      await sandbox.webhooks.settled()
      return receiver.received.map(({ body }) => at(JSON.parse(body), "data.attributes.status"))
    },
    stop: async () => {
      await sandbox.close()
      await receiver.stop()
    },
  }
}

export type Setup = Awaited<ReturnType<typeof startSandbox>>
