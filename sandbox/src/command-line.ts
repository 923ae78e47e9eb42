import { parseArgs } from "node:util"
import type { SandboxOptions } from "./sandbox"

const DEFAULT_PORT = 9090

/** What `--help` prints. */
export const HELP = `medusa-payment-gateways-sandbox: payment gateways simulated on this machine

  --port <number>                    port to listen on, 0 for any free one (default ${DEFAULT_PORT})
  --host <address>                   address to listen on (default 127.0.0.1)
  --public-url <url>                 what URLs start with, if not http://localhost:<port>
  --clock-speed <number>             sandbox seconds per real second (default 1, 0 stops the clock)
  --streampay-api-key <key>          first half of StreamPay's key pair
  --streampay-api-secret <secret>    second half of StreamPay's key pair
  --streampay-webhook-secret <text>  signs StreamPay's webhooks
  --streampay-webhook-url <url>      where StreamPay's webhooks go (none are sent without it)
  --streampay-currencies <codes>     enabled currencies, separated by commas (default all)
  --help                             this text
`

const TEXT = { type: "string" } as const

/**
 * Reads the command line.
 *
 * @returns `null` when help was asked for
 * @throws Error that names the flag that is wrong
 */
export function readCommandLine(args: string[]): SandboxOptions | null {
  const { values } = parseArgs({
    args,
    options: {
      port: TEXT,
      host: TEXT,
      "public-url": TEXT,
      "clock-speed": TEXT,
      "streampay-api-key": TEXT,
      "streampay-api-secret": TEXT,
      "streampay-webhook-secret": TEXT,
      "streampay-webhook-url": TEXT,
      "streampay-currencies": TEXT,
      help: { type: "boolean", short: "h" },
    },
  })
  if (values.help) {
    return null
  }
  return {
    port: portFrom("--port", values.port),
    host: values.host,
    publicUrl: values["public-url"],
    clockSpeed: numberFrom("--clock-speed", values["clock-speed"], 1),
    streampay: {
      apiKey: values["streampay-api-key"],
      apiSecret: values["streampay-api-secret"],
      webhookSecret: values["streampay-webhook-secret"],
      webhookUrl: values["streampay-webhook-url"],
      enabledCurrencies: values["streampay-currencies"]?.split(",").map((code) => code.trim()),
    },
  }
}

function portFrom(flag: string, text: string | undefined): number {
  const port = numberFrom(flag, text, DEFAULT_PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`${flag} must be a whole number from 0 to 65535, not "${text}"`)
  }
  return port
}

function numberFrom(flag: string, text: string | undefined, fallback: number): number {
  if (text === undefined) {
    return fallback
  }
  const value = Number(text)
  if (text.trim() === "" || !Number.isFinite(value)) {
    throw new Error(`${flag} must be a number, not "${text}"`)
  }
  return value
}
