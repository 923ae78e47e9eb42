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
  const { streampay, corefy, streamCrypto, directa24, xgateway } = sandbox
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
      `Corefy           ${corefy.baseUrl}`,
      `  commerceAccountId   ${corefy.commerceAccountId}`,
      `  apiKey              ${corefy.apiKey}`,
      `  callbackSecret      ${corefy.callbackSecret}`,
      `  callbackSecretTest  ${corefy.callbackSecretTest}`,
      `  hppUrl              ${corefy.hppUrl}`,
      `  callbacks to        ${options.corefy?.webhookUrl ?? "the invoice's callback_url only; see --corefy-webhook-url"}`,
      "",
      `Stream Payment Gateway (crypto)  ${streamCrypto.baseUrl}`,
      `  clientId       ${streamCrypto.clientId}`,
      `  clientSecret   ${streamCrypto.clientSecret}`,
      `  callbacks to   ${options.streamCrypto?.webhookUrl ?? "nowhere; give --stream-crypto-webhook-url"}`,
      "",
      `Directa24        ${directa24.baseUrl}`,
      `  apiKey               ${directa24.apiKey}`,
      `  apiPassphrase        ${directa24.apiPassphrase}`,
      `  apiSignature         ${directa24.apiSignature}`,
      `  statusApiKey         ${directa24.statusApiKey}`,
      `  statusApiPassphrase  ${directa24.statusApiPassphrase}`,
      `  readOnlyKey          ${directa24.readOnlyKey}`,
      `  confirmations to     ${options.directa24?.webhookUrl ?? "the invoice's x_confirmation only; see --directa24-webhook-url"}`,
      "",
      `XGateway         ${xgateway.baseUrl}`,
      `  apiKey         ${xgateway.apiKey}`,
      `  secretKey      ${xgateway.secretKey}`,
      `  callbacks to   ${options.xgateway?.webhookUrl ?? "nowhere; give --xgateway-webhook-url"}`,
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
