import { createSandbox, type Sandbox } from "../../sandbox/src"
import type { OpenPayment } from "./checkout"
import { STREAMPAY_CREDENTIALS, type DemoSettings } from "./settings"

const WEBHOOK_LIMIT_MS = 30_000

/** The simulated gateways of one run. */
export interface DemoSandbox {
  /**
   * What became of the first webhook that announces a payment, in one line.
   *
   * @throws Error when none was sent in time
   */
  webhookAbout(payment: OpenPayment): Promise<string>
  stop(): Promise<void>
}

/** Starts the simulated gateways; StreamPay's webhooks go to the shop. */
export async function startSandbox({ ports, webhookUrl }: DemoSettings): Promise<DemoSandbox> {
  const sandbox = await createSandbox({
    port: ports.sandbox.port,
    streampay: {
      ...STREAMPAY_CREDENTIALS,
      webhookUrl,
      settings: { merchantName: "Demo shop" },
    },
  })
  return {
    webhookAbout: (payment) => webhookAbout(sandbox, payment),
    stop: () => sandbox.close(),
  }
}

async function webhookAbout(sandbox: Sandbox, { reference }: OpenPayment): Promise<string> {
  const delivery = await sandbox.webhooks.waitForDelivery(
    ({ body, attempts }) => body.includes(reference) && attempts.length > 0,
    { timeoutMs: WEBHOOK_LIMIT_MS }
  )
  const [attempt] = delivery.attempts
  const answer = attempt?.statusCode ?? attempt?.error ?? "nothing"
  return `${delivery.event}, signed, answered with ${answer}`
}
