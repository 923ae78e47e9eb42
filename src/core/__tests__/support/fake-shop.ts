import { z } from "@medusajs/framework/zod"
import type { BaseProvider } from "../../base-provider"
import type { Gateway } from "../../contract"
import { defineGatewayProvider } from "../../define-gateway-provider"
import { PAYMENT_GATEWAYS_MODULE, type PluginSettings } from "../../ledger"
import { checkOptions, commonOptionsShape, secretSchema } from "../../options"
import { Secret } from "../../secret"
import { NOON } from "./arbitraries"
import { FakeGateway } from "./fake-gateway"
import { MemoryLedger } from "../../../conformance/memory-ledger"
import { recordingLogger } from "./recording-logger"

const schema = z.object({
  ...commonOptionsShape({ baseUrl: "https://api.fake.example" }),
  apiKey: secretSchema("an API key").default(new Secret("sk_fake")),
})

export type FakeOptions = z.output<typeof schema>

interface Settings {
  readonly options?: Record<string, unknown>
  readonly settings?: Partial<PluginSettings>
  /** What Medusa knows of the sessions. */
  readonly sessions?: Record<string, { provider_id: string; payment_collection_id: string }>
}

/** A provider as Medusa's payment module makes it, on a ledger in memory. */
export function fakeShop(given: Settings = {}) {
  const journal: string[] = []
  const gateway = new FakeGateway(journal)
  return { gateway, ...shopWith(given, () => gateway, journal) }
}

/** The same with a gateway of the test's own. */
export function shopWith(
  { options = {}, settings, sessions = {} }: Settings,
  build: (options: FakeOptions, logger: ReturnType<typeof recordingLogger>["logger"]) => Gateway,
  journal: string[] = []
) {
  const ledger = new MemoryLedger(
    journal,
    { backendUrl: "https://shop.example", returnPath: "/checkout/payment", ...settings },
    tickingClock()
  )
  const log = recordingLogger()
  const Provider = defineGatewayProvider<FakeOptions>({
    identifier: "fake",
    displayName: "FakePay",
    checkOptions: (input, named) => checkOptions(schema, input, named),
    optionsSchema: schema,
    build: (parsed) => build(parsed, log.logger),
  })
  const cradle = {
    [PAYMENT_GATEWAYS_MODULE]: { attempts: ledger },
    logger: log.logger,
    paymentSessionService: {
      list: async ({ id }: { id: string }) => (sessions[id] ? [sessions[id]] : []),
    },
  }
  const provider: BaseProvider = new Provider(cradle, options)
  return { provider, ledger, journal, log }
}

/** Goes on by a second with every look. */
function tickingClock(): () => Date {
  let seconds = 0
  return () => {
    seconds += 1
    return new Date(NOON.getTime() + seconds * 1000)
  }
}

/** What Medusa passes when a session for 10.00 SAR is created. */
export function sessionInput(data: Record<string, unknown> = {}, amount: unknown = 10) {
  return {
    amount: amount as number,
    currency_code: "sar",
    data: { session_id: "payses_1", ...data },
    context: { idempotency_key: "payses_1" },
  }
}
