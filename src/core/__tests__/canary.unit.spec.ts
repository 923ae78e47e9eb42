import { inspect } from "node:util"
import type { BaseProvider } from "../base-provider"
import { z } from "@medusajs/framework/zod"
import { checkOptions, commonOptionsShape, secretListSchema, secretSchema } from "../options"
import { echoingGateway } from "./support/echoing-gateway"
import { sessionInput, shopWith } from "./support/fake-shop"
import {
  type Answer,
  brokenOff,
  echo,
  GatewayServer,
  json,
  type ReceivedRequest,
  reset,
  text,
} from "./support/gateway-server"
import { takeOverTimeOut } from "./support/time-out"

/** With every character that base64 and percent-encoding write in another way. */
const CANARY = "k4n4ry/4711+key=?&ü~k4n4ry"
const FORMS = [
  "k4n4ry",
  Buffer.from(CANARY).toString("base64").slice(0, 12),
  Buffer.from(`sk:${CANARY}`).toString("base64").slice(8, 20),
]

const server = new GatewayServer()

let runOutOfTime: () => void

beforeAll(() => server.start())
beforeEach(() => (runOutOfTime = takeOverTimeOut()))
afterEach(() => jest.restoreAllMocks())
afterAll(() => server.stop())

/** All that a person or a machine could be shown of it. */
function everythingShown(...things: unknown[]): string {
  return things
    .flatMap((thing) => [
      inspect(thing, { depth: null }),
      JSON.stringify(thing, (_, value: unknown) =>
        typeof value === "bigint" ? `${value}` : value
      ),
      String(thing),
      ...(thing instanceof Error ? [thing.message, thing.stack, inspect(thing.cause)] : []),
    ])
    .join("\n")
}

function expectNoCanary(shown: string): void {
  for (const form of FORMS) {
    expect(shown).not.toContain(form)
  }
}

/** A success of the vendor's, with everything that was sent in fields that nobody asked for. */
const payment =
  (status: string, paid: string): Answer =>
  (request, response) =>
    json(
      200,
      { id: "invoice-1", status, paid, echo: request, [CANARY]: CANARY },
      {
        "x-request-id": keyOf(request),
      }
    )(request, response)

const keyOf = ({ headers }: ReceivedRequest) => String(headers["x-api-key"])

/** The reply names the credential where a field should be. */
const strangeReply: Answer = (request, response) =>
  json(200, { [keyOf(request)]: { [keyOf(request)]: 1 }, id: { key: keyOf(request) } })(
    request,
    response
  )

const FAILURES: readonly [string, Answer][] = [
  ...[302, 400, 401, 403, 404, 409, 422, 429, 500, 503].map((status): [string, Answer] => [
    `an echoing ${status}`,
    echo(status),
  ]),
  ["an echoing success", echo(200)],
  ["a strange reply", strangeReply],
  [
    "HTML that echoes",
    (request, response) => text(500, `<b>${keyOf(request)}</b>`)(request, response),
  ],
  [
    "truncated JSON that echoes",
    (request, response) => text(200, `{"key":"${keyOf(request)}`)(request, response),
  ],
  [
    "a reply that is too big",
    (request, response) => text(200, keyOf(request).repeat(5000))(request, response),
  ],
  ["a reset", reset],
  ["a reply that breaks off", brokenOff],
  ["no answer", () => runOutOfTime()],
]

const customer = { id: "cus_1", email: "a@example.com", first_name: "A", last_name: "B" }
const account_holder = { data: { id: "customer-1" } } as never

/** Every method of a provider, with the state in which it calls the gateway. */
const METHODS: Record<
  string,
  {
    state?: Answer
    call: (provider: BaseProvider, data: Record<string, unknown>) => Promise<unknown>
  }
> = {
  initiatePayment: {
    call: (provider) =>
      provider.initiatePayment({ ...sessionInput(), context: { idempotency_key: "payses_2" } }),
  },
  updatePayment: {
    call: (provider, data) => provider.updatePayment({ ...sessionInput({}, 12), data }),
  },
  deletePayment: { call: (provider, data) => provider.deletePayment({ data }) },
  authorizePayment: { call: (provider, data) => provider.authorizePayment({ data }) },
  capturePayment: { call: (provider, data) => provider.capturePayment({ data }) },
  "capturePayment of reserved money": {
    state: payment("authorized", "0"),
    call: (provider, data) => provider.capturePayment({ data }),
  },
  cancelPayment: { call: (provider, data) => provider.cancelPayment({ data }) },
  "cancelPayment of an open payment": {
    state: payment("pending", "0"),
    call: (provider, data) => provider.cancelPayment({ data }),
  },
  refundPayment: { call: (provider, data) => provider.refundPayment({ amount: 10, data }) },
  "refundPayment of money that is there": {
    state: payment("paid", "10.00"),
    call: (provider, data) => provider.refundPayment({ amount: 10, data }),
  },
  retrievePayment: { call: (provider, data) => provider.retrievePayment({ data }) },
  getPaymentStatus: { call: (provider, data) => provider.getPaymentStatus({ data }) },
  getWebhookActionAndData: {
    call: (provider) =>
      provider.getWebhookActionAndData({
        data: {},
        rawData: CANARY,
        headers: { "x-signature": CANARY },
      }),
  },
  createAccountHolder: {
    call: (provider) => provider.createAccountHolder({ context: { customer } }),
  },
  updateAccountHolder: {
    call: (provider) => provider.updateAccountHolder({ context: { customer, account_holder } }),
  },
  deleteAccountHolder: {
    call: (provider) => provider.deleteAccountHolder({ context: { customer, account_holder } }),
  },
}

async function shopWithSession() {
  server.answerWith(payment("pending", "0"))
  const shop = shopWith({ options: { apiKey: CANARY } }, ({ apiKey }, logger) =>
    echoingGateway(server.url, apiKey, logger)
  )
  const { data } = await shop.provider.initiatePayment(sessionInput())
  return { ...shop, data: data! }
}

describe.each(Object.entries(METHODS))("%s shows no secret", (_, { state, call }) => {
  test.each([["a success that echoes", payment("paid", "10.00")] as const, ...FAILURES])(
    "after %s",
    async (_name, answer) => {
      const { provider, ledger, log, data } = await shopWithSession()
      server.answerWith(...(state ? [state] : []), answer)

      const outcome = await call(provider, data).catch((error: unknown) => error)

      expectNoCanary(
        everythingShown(outcome, log.lines, ledger.attempts, ledger.notes, provider.options)
      )
    }
  )
})

test("the canary was really sent, and really said back", async () => {
  const { provider, data } = await shopWithSession()
  let said = ""
  server.answerWith((request, response) => {
    const end = response.end.bind(response)
    response.end = ((body: string) => end((said = body))) as typeof response.end
    echo(400)(request, response)
  })

  await expect(provider.getPaymentStatus({ data })).rejects.toMatchObject({ httpStatus: 400 })

  expect(said).toContain("k4n4ry/4711")
  expect(said).toContain(Buffer.from(CANARY).toString("base64"))
})

test("no option's value is shown when another one is wrong", () => {
  const schema = z.object({
    ...commonOptionsShape({ baseUrl: "https://api.vendor.example" }),
    apiKey: secretSchema("the API key"),
    webhookSecret: secretListSchema("the webhook secret"),
  })
  const options = { apiKey: CANARY, webhookSecret: [CANARY] }
  const names = [...Object.keys(schema.shape), "unknown"]

  for (const name of names) {
    for (const value of [CANARY, [CANARY, 1], { [CANARY]: CANARY }, ` ${CANARY}`, 1]) {
      const outcome = catching(() =>
        checkOptions(schema, { ...options, [name]: value }, { name: "fake", id: "fake" })
      )
      expectNoCanary(everythingShown(outcome))
    }
  }
})

function catching(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}
