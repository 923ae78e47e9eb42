#!/usr/bin/env node
import { parseArgs } from "node:util"
import { createSandbox } from "./sandbox"

const DEFAULT_PORT = 9090

const HELP = `medusa-payment-gateways-sandbox: payment gateways simulated on this machine

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

async function main(): Promise<void> {
  const { values } = parseArgs({
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
    process.stdout.write(HELP)
    return
  }
  const sandbox = await createSandbox({
    port: numberFrom("--port", values.port, DEFAULT_PORT),
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
  })
  const { streampay } = sandbox
  process.stdout.write(
    [
      `Control panel    ${sandbox.url}/`,
      `Control API      ${sandbox.url}/control`,
      "",
      `StreamPay        ${streampay.baseUrl}`,
      `  apiKey         ${streampay.apiKey}`,
      `  apiSecret      ${streampay.apiSecret}`,
      `  webhookSecret  ${streampay.webhookSecret}`,
      `  webhooks to    ${values["streampay-webhook-url"] ?? "nowhere; give --streampay-webhook-url"}`,
      "",
      "Stop with Ctrl-C.",
      "",
    ].join("\n")
  )
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void sandbox.close())
  }
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

function explain(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return "the port is taken; choose another one with --port"
  }
  return error instanceof Error ? error.message : String(error)
}

main().catch((error: unknown) => {
  process.stderr.write(`medusa-payment-gateways-sandbox: ${explain(error)}\n`)
  process.exitCode = 1
})
