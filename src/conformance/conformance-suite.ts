import { afterAll, afterEach, beforeAll, beforeEach } from "@jest/globals"
import { GatewayError } from "../core/errors"
import { ConformanceShop } from "./conformance-shop"
import type { GatewayUnderTest, SimulatedGateway } from "./gateway-under-test"
import { WebhookInbox } from "./webhook-inbox"

/** What every part of the suite works with; new for each test. */
export interface ConformanceSuite {
  readonly subject: GatewayUnderTest
  readonly inbox: WebhookInbox
  simulation(): SimulatedGateway
  shop(): ConformanceShop
  /** A second shop at the same gateway, with other options. */
  otherShop(
    options: Readonly<Record<string, unknown>>,
    payer?: ConstructorParameters<typeof ConformanceShop>[4]
  ): ConformanceShop
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
  return {
    subject,
    inbox,
    simulation: started,
    shop: () => shop as ConformanceShop,
    otherShop: (options, payer) =>
      new ConformanceShop(subject, started(), inbox.url, options, payer),
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
