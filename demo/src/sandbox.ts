import { createSandbox, type Sandbox } from "../../sandbox/src"
import { DemoError } from "./demo-error"
import type { Offer } from "./offers"
import { STREAMPAY_CREDENTIALS, type DemoSettings } from "./settings"

const WEBHOOK_LIMIT_MS = 30_000
const MERCHANT = "Demo shop"

/** Coins on their way to an address. */
export interface CoinTransfer {
  address: string
  /** Decimal string in coins. */
  amount: string
}

/** The simulated gateways of one run. */
export interface DemoSandbox {
  /** Sends coins as the payer's wallet would. */
  sendCoins(
    simulatedBy: Offer["simulatedBy"],
    reference: string,
    transfer: CoinTransfer
  ): Promise<void>
  /**
   * What became of the first webhook that announces a payment, in one line.
   *
   * @throws Error when none was sent in time
   */
  webhookAbout(reference: string): Promise<string>
  stop(): Promise<void>
}

/** Starts the simulated gateways; their webhooks go to the shop. */
export async function startSandbox({ ports, webhookUrlOf }: DemoSettings): Promise<DemoSandbox> {
  const sandbox = await createSandbox({
    port: ports.sandbox.port,
    streampay: {
      ...STREAMPAY_CREDENTIALS,
      webhookUrl: webhookUrlOf("streampay_streampay"),
      settings: { merchantName: MERCHANT },
    },
    corefy: { webhookUrl: webhookUrlOf("corefy_destream") },
    // These two know one address per account, which serves both of the account's flows.
    streamCrypto: { webhookUrl: webhookUrlOf("stream-crypto_stream-crypto") },
    xgateway: { webhookUrl: webhookUrlOf("xgateway_xgateway") },
  })
  return {
    sendCoins: async (simulatedBy, reference, transfer) =>
      sendCoins(sandbox, simulatedBy, reference, transfer),
    webhookAbout: (reference) => webhookAbout(sandbox, reference),
    stop: () => sandbox.close(),
  }
}

function sendCoins(
  sandbox: Sandbox,
  simulatedBy: Offer["simulatedBy"],
  reference: string,
  { address, amount }: CoinTransfer
): void {
  switch (simulatedBy) {
    case "stream-crypto":
      sandbox.streamCrypto.pay(reference, {})
      return
    case "xgateway":
      sandbox.xgateway.deposit({ address, amount })
      return
    default:
      throw new DemoError(`Nobody can send coins to ${simulatedBy}.`)
  }
}

async function webhookAbout(sandbox: Sandbox, reference: string): Promise<string> {
  const delivery = await sandbox.webhooks.waitForDelivery(
    ({ body, attempts }) => body.includes(reference) && attempts.length > 0,
    { timeoutMs: WEBHOOK_LIMIT_MS }
  )
  const [attempt] = delivery.attempts
  const answer = attempt?.statusCode ?? attempt?.error ?? "nothing"
  return `${delivery.event}, signed, answered with ${answer}`
}
