import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  CreateAccountHolderInput,
  CreateAccountHolderOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  ProviderWebhookPayload,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"

type Answer<Input, Output> = (input: Input) => Output | Promise<Output>

/** What the scripted gateway can be told to answer, one function per provider method. */
export interface GatewayAnswers {
  initiatePayment: Answer<InitiatePaymentInput, InitiatePaymentOutput>
  updatePayment: Answer<UpdatePaymentInput, UpdatePaymentOutput>
  deletePayment: Answer<DeletePaymentInput, DeletePaymentOutput>
  authorizePayment: Answer<AuthorizePaymentInput, AuthorizePaymentOutput>
  capturePayment: Answer<CapturePaymentInput, CapturePaymentOutput>
  refundPayment: Answer<RefundPaymentInput, RefundPaymentOutput>
  cancelPayment: Answer<CancelPaymentInput, CancelPaymentOutput>
  retrievePayment: Answer<RetrievePaymentInput, RetrievePaymentOutput>
  getPaymentStatus: Answer<GetPaymentStatusInput, GetPaymentStatusOutput>
  getWebhookActionAndData: Answer<ProviderWebhookPayload["payload"], WebhookActionResult>
  createAccountHolder: Answer<CreateAccountHolderInput, CreateAccountHolderOutput>
}

export type GatewayMethod = keyof GatewayAnswers
export type GatewayInput<Method extends GatewayMethod> = Parameters<GatewayAnswers[Method]>[0]
export type GatewayOutput<Method extends GatewayMethod> = Awaited<
  ReturnType<GatewayAnswers[Method]>
>

/** How a provider instance was made: what Medusa handed to its constructor. */
export interface ProviderConstruction {
  identifier: string
  cradle: Record<string, unknown>
  options: Record<string, unknown>
}

const sameData = (input: { data?: Record<string, unknown> }): { data?: Record<string, unknown> } =>
  input.data === undefined ? {} : { data: input.data }

const defaultAnswers: GatewayAnswers = {
  initiatePayment: ({ data }) => ({
    id: "gateway_payment",
    data: { session_id: data?.session_id, reference: "gateway_payment" },
  }),
  updatePayment: sameData,
  deletePayment: sameData,
  authorizePayment: (input) => ({ status: "captured", ...sameData(input) }),
  capturePayment: sameData,
  refundPayment: sameData,
  cancelPayment: sameData,
  retrievePayment: sameData,
  getPaymentStatus: (input) => ({ status: "captured", ...sameData(input) }),
  getWebhookActionAndData: () => ({ action: "not_supported" }),
  createAccountHolder: ({ context }) => ({ id: `holder_${context.customer.id}`, data: {} }),
}

/**
 * The payment gateway of these tests: it writes down every call that Medusa makes to a
 * provider, and answers what the test told it to answer.
 */
export class ScriptedGateway {
  readonly constructions: ProviderConstruction[] = []
  #calls: { method: GatewayMethod; input: unknown }[] = []
  #answers: GatewayAnswers = { ...defaultAnswers }

  reset(): void {
    this.#calls = []
    this.#answers = { ...defaultAnswers }
  }

  /** Sets the answer of one method until the next reset. */
  answer<Method extends GatewayMethod>(method: Method, answer: GatewayAnswers[Method]): void {
    this.#answers[method] = answer
  }

  /** Forgets the calls so far and keeps the answers. */
  forgetCalls(): void {
    this.#calls = []
  }

  /** The names of the methods that were called, in order. */
  get called(): GatewayMethod[] {
    return this.#calls.map((call) => call.method)
  }

  /** What one method was called with, call by call. */
  inputs<Method extends GatewayMethod>(method: Method): GatewayInput<Method>[] {
    return this.#calls
      .filter((call) => call.method === method)
      .map((call) => call.input as GatewayInput<Method>)
  }

  /** Takes a provider's call. */
  async take<Method extends GatewayMethod>(
    method: Method,
    input: GatewayInput<Method>
  ): Promise<GatewayOutput<Method>> {
    this.#calls.push({ method, input })
    const answer = this.#answers[method] as Answer<GatewayInput<Method>, GatewayOutput<Method>>
    return answer(input)
  }
}

export const scriptedGateway = new ScriptedGateway()
