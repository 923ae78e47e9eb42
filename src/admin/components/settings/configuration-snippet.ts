import type { AvailableGateway } from "../../lib/gateways-types"

/**
 * The entry for `definePaymentGateways`, with variables in the place of values.
 *
 * @returns text for `medusa-config.ts`
 */
export function configurationSnippet({ gateway, required }: AvailableGateway): string {
  const options = required.map((name) => `    ${name}: process.env.${variableName(gateway, name)},`)
  return [
    "{",
    `  gateway: "${gateway}",`,
    ...(options.length === 0 ? ["  options: {},"] : ["  options: {", ...options, "  },"]),
    "}",
  ].join("\n")
}

/** `stream-crypto` and `clientId` become `STREAM_CRYPTO_CLIENT_ID`. */
function variableName(gateway: string, option: string): string {
  const words = `${gateway}_${option.replace(/([a-z0-9])([A-Z])/g, "$1_$2")}`
  return words.replace(/[^A-Za-z0-9]+/g, "_").toUpperCase()
}
