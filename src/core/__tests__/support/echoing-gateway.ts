import { z } from "@medusajs/framework/zod"
import type { CreatedPayment, Gateway } from "../../contract"
import { GatewayError } from "../../errors"
import { HttpClient, type HttpRequest } from "../../http"
import { Money } from "../../money"
import type { Secret } from "../../secret"
import { TIMEOUT_MS } from "./time-out"

const refusalSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    facts: z.record(z.string(), z.unknown()).optional(),
  }),
})

/** A gateway over HTTP whose vendor says back whatever it was sent, credentials included. */
export function echoingGateway(
  baseUrl: string,
  key: Secret,
  logger: ConstructorParameters<typeof HttpClient>[0]["logger"]
): Gateway {
  const client = new HttpClient({
    gateway: "FakePay",
    baseUrl,
    timeoutMs: TIMEOUT_MS,
    retryDelayMs: 1,
    maxReplyBytes: 20_000,
    headers: () => ({
      "x-api-key": key.reveal(),
      authorization: `Basic ${Buffer.from(key.reveal()).toString("base64")}`,
    }),
    secrets: [key],
    readRefusal: (body) => refusalSchema.safeParse(body).data?.error ?? {},
    logger,
  })
  const call = (path: string, repeatable: boolean, rest: Partial<HttpRequest<Payment>> = {}) =>
    client.request({ method: "POST", path, schema: paymentSchema, repeatable, ...rest })

  return {
    capabilities: {
      capture: true,
      refund: true,
      partialRefund: true,
      cancel: true,
      customers: true,
      subscriptions: false,
      partialPayment: true,
    },
    currencies: {},
    check: () => undefined,
    async create(request): Promise<CreatedPayment> {
      const { id } = await call("/create", false, { json: { session: request.sessionId } })
      return {
        reference: id,
        status: "pending",
        gatewayStatus: "CREATED",
        nextAction: { type: "redirect", url: "https://pay.example/", method: "GET" },
        expiresAt: null,
        gatewayData: {},
      }
    },
    async read(attempt, observedAt) {
      const { status, paid } = await call("/read", true)
      const { currency } = attempt.due
      return {
        status,
        gatewayStatus: status,
        observedAt,
        received: Money.parse(paid, currency),
        refunded: Money.zero(currency),
      }
    },
    cancel: async () => void (await call("/cancel", true)),
    capture: async () => void (await call("/capture", false)),
    refund: async ({ attempt, amount }) => {
      await call("/refund", false)
      return { refunded: attempt.refunded.add(amount) }
    },
    readWebhook() {
      throw new GatewayError({
        code: "invalid_signature",
        message: "Wrong signature.",
        retry: false,
      })
    },
    signTestWebhook: ({ token }) => ({ body: token, headers: {} }),
    checkCredentials: async () => ({ state: "unknown", message: null }),
    customers: {
      create: async () => (await call("/customers", false)).id,
      update: async () => void (await call("/customers/1", true)),
      delete: async () => void (await call("/customers/1", true)),
    },
  }
}

const paymentSchema = z.object({
  id: z.string(),
  status: z.enum(["pending", "authorized", "paid"]),
  paid: z.string(),
})
type Payment = z.output<typeof paymentSchema>
