#!/usr/bin/env node
import { HELP, readCommandLine } from "./command-line"
import { createSandbox } from "./sandbox"

async function main(): Promise<void> {
  const options = readCommandLine(process.argv.slice(2))
  if (options === null) {
    process.stdout.write(HELP)
    return
  }
  const sandbox = await createSandbox(options)
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
      `  webhooks to    ${options.streampay?.webhookUrl ?? "nowhere; give --streampay-webhook-url"}`,
      "",
      "Stop with Ctrl-C.",
      "",
    ].join("\n")
  )
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void sandbox.close())
  }
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
