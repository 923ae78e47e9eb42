import { afterAll, afterEach, beforeAll, beforeEach } from "@jest/globals"
import type { Attempt } from "../core/attempt"
import { GatewayError } from "../core/errors"
import { ConformanceShop, type ShopDetails } from "./conformance-shop"
import type { GatewayUnderTest, SimulatedGateway } from "./gateway-under-test"
import { WebhookInbox } from "./webhook-inbox"

/** What every part of the suite works with; new for each test. */
export interface ConformanceSuite {
  readonly subject: GatewayUnderTest
  readonly inbox: WebhookInbox
  simulation(): SimulatedGateway
  shop(): ConformanceShop
  /** The payer pays; what cannot be read without its webhook is told to the shop. */
  pay(shop: ConformanceShop, attempt: Attempt, amount?: string): Promise<void>
  /** After something has happened at the gateway: what cannot be read otherwise is told. */
  happened(shop: ConformanceShop): Promise<void>
  /** A second shop at the same gateway. */
  otherShop(details: ShopDetails): ConformanceShop
}

/** Starts the simulated gateway, and makes a shop for each test. Called inside of `describe`. */
export function useConformanceSuite(subject: GatewayUnderTest): ConformanceSuite {
  const inbox = new WebhookInbox()
  let simulation: SimulatedGateway | undefined
  let shop: ConformanceShop | undefined
  const started = () => {
    if (!simulation) {
      throw new Error("the simulated gateway has not started")
    }
    return simulation
  }

  beforeAll(async () => {
    await inbox.start()
    const path = `${subject.provider.identifier}_${subject.provider.identifier}`
    simulation = await subject.start(`${inbox.url}/hooks/payment-gateways/${path}`)
  })
  beforeEach(() => {
    started().reset()
    inbox.clear()
    shop = new ConformanceShop(subject, started(), inbox.url)
  })
  afterEach(() => {
    started().repair()
  })
  afterAll(async () => {
    await simulation?.stop()
    await inbox.stop()
  })
  const happened = async (at: ConformanceShop) => {
    if (subject.isReadByWebhook) {
      await started().webhooksSent()
      for (const delivery of inbox.take()) {
        // Kept as evidence, also when the gateway cannot be read now.
        await gatewayErrorOf(at.receive(delivery))
      }
    }
  }
  return {
    subject,
    inbox,
    happened,
    pay: async (at, attempt, amount) => {
      await started().pay(attempt, amount)
      await happened(at)
    },
    simulation: started,
    shop: () => shop as ConformanceShop,
    otherShop: (details) => new ConformanceShop(subject, started(), inbox.url, details),
  }
}

/** The error that a call ends with, or nothing; any error that is not ours fails the test. */
export async function gatewayErrorOf(call: Promise<unknown>): Promise<GatewayError | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    if (GatewayError.is(error)) {
      return error
    }
    throw error
  }
}
