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
  --corefy-account-id <id>           Corefy's commerce account, login of its API
  --corefy-api-key <key>             Corefy's API key
  --corefy-callback-secret <text>    live private key, signs callbacks of live invoices
  --corefy-test-secret <text>        test private key, signs callbacks of test invoices
  --corefy-webhook-url <url>         where Corefy's callbacks go, unless an invoice says it
  --corefy-currencies <codes>        enabled currencies, separated by commas (default all)
  --stream-crypto-client-id <id>     public client id of the shop at Stream Payment Gateway
  --stream-crypto-client-secret <text>  signs Stream Payment Gateway's callbacks
  --stream-crypto-webhook-url <url>  where its callbacks go (none are sent without it)
  --directa24-api-key <key>          Directa24's deposit API key (x_login)
  --directa24-api-passphrase <text>  Directa24's deposit passphrase (x_trans_key)
  --directa24-api-signature <text>   Directa24's API signature, signs requests and confirmations
  --directa24-status-api-key <key>   Directa24's web status API key
  --directa24-status-api-passphrase <text>
                                     Directa24's web status passphrase
  --directa24-read-only-key <key>    Directa24's read-only key
  --directa24-webhook-url <url>      where confirmations go, unless an invoice says it
  --directa24-return-url <url>       where payers go back to, unless an invoice says it
  --xgateway-api-key <key>           XGateway's API key
  --xgateway-secret-key <text>       goes into the hashes of XGateway's callbacks
  --xgateway-webhook-url <url>       where XGateway's callbacks go (none are sent without it)
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
      "corefy-account-id": TEXT,
      "corefy-api-key": TEXT,
      "corefy-callback-secret": TEXT,
      "corefy-test-secret": TEXT,
      "corefy-webhook-url": TEXT,
      "corefy-currencies": TEXT,
      "stream-crypto-client-id": TEXT,
      "stream-crypto-client-secret": TEXT,
      "stream-crypto-webhook-url": TEXT,
      "directa24-api-key": TEXT,
      "directa24-api-passphrase": TEXT,
      "directa24-api-signature": TEXT,
      "directa24-status-api-key": TEXT,
      "directa24-status-api-passphrase": TEXT,
      "directa24-read-only-key": TEXT,
      "directa24-webhook-url": TEXT,
      "directa24-return-url": TEXT,
      "xgateway-api-key": TEXT,
      "xgateway-secret-key": TEXT,
      "xgateway-webhook-url": TEXT,
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
    corefy: {
      commerceAccountId: values["corefy-account-id"],
      apiKey: values["corefy-api-key"],
      callbackSecret: values["corefy-callback-secret"],
      callbackSecretTest: values["corefy-test-secret"],
      webhookUrl: values["corefy-webhook-url"],
      enabledCurrencies: values["corefy-currencies"]?.split(",").map((code) => code.trim()),
    },
    streamCrypto: {
      clientId: values["stream-crypto-client-id"],
      clientSecret: values["stream-crypto-client-secret"],
      webhookUrl: values["stream-crypto-webhook-url"],
    },
    directa24: {
      apiKey: values["directa24-api-key"],
      apiPassphrase: values["directa24-api-passphrase"],
      apiSignature: values["directa24-api-signature"],
      statusApiKey: values["directa24-status-api-key"],
      statusApiPassphrase: values["directa24-status-api-passphrase"],
      readOnlyKey: values["directa24-read-only-key"],
      webhookUrl: values["directa24-webhook-url"],
      returnUrl: values["directa24-return-url"],
    },
    xgateway: {
      apiKey: values["xgateway-api-key"],
      secretKey: values["xgateway-secret-key"],
      webhookUrl: values["xgateway-webhook-url"],
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
