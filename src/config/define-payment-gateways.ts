import { existsSync } from "node:fs"
import path from "node:path"
import { MedusaError } from "@medusajs/framework/utils"
import { suggestion } from "../core/options"
import type { CorefyOptionsInput } from "../providers/corefy/options"
import type { Directa24OptionsInput } from "../providers/directa24/options"
import type { StreamCryptoOptionsInput } from "../providers/stream-crypto/options"
import type { StreamPayOptionsInput } from "../providers/streampay/options"
import type { XGatewayOptionsInput } from "../providers/xgateway/options"

/** The gateways and their options. */
interface OptionsByGateway {
  readonly corefy: CorefyOptionsInput
  readonly "stream-crypto": StreamCryptoOptionsInput
  readonly directa24: Directa24OptionsInput
  readonly xgateway: XGatewayOptionsInput
  readonly streampay: StreamPayOptionsInput
}

/** A gateway with its options, as the merchant lists it. */
export type GatewayEntry = {
  readonly [Name in keyof OptionsByGateway]: {
    readonly gateway: Name
    /** Second part of the provider's id; the gateway's name if left out. For ever the same. */
    readonly id?: string
    readonly options: Optional<OptionsByGateway[Name]>
  }
}[keyof OptionsByGateway]

/** Keys come from the environment, where they may be missing; that is told at boot. */
type Optional<Options> = { readonly [Name in keyof Options]: Options[Name] | undefined }

export interface PaymentGatewaysConfig {
  /** The shop's public address: webhooks and returning payers come there. */
  readonly backendUrl: string | undefined
  /** The storefront's public address. */
  readonly storefrontUrl: string | undefined
  /** Path of the storefront to which payers come back; `/checkout/payment` if left out. */
  readonly returnPath?: string
  readonly gateways: readonly GatewayEntry[]
}

/** An entry of Medusa's lists of modules and payment providers. */
interface ModuleEntry {
  readonly resolve: string
  readonly id?: string
  readonly options: Record<string, unknown>
}

const PACKAGE = "medusa-payment-gateways"
const GATEWAYS: readonly GatewayEntry["gateway"][] = [
  "corefy",
  "stream-crypto",
  "directa24",
  "xgateway",
  "streampay",
]
const ID = /^[a-z0-9][a-z0-9-]{0,40}$/

/**
 * The plugin's part of `medusa-config.ts`. Options are checked when Medusa boots (not when it
 * builds, where keys may be missing): a wrong one stops the boot with one message.
 *
 * @throws {MedusaError} for a gateway that does not exist, an id that cannot be one, or two
 * gateways with one id
 */
export function definePaymentGateways(config: PaymentGatewaysConfig) {
  const source = sourceFolder()
  const { gateways, ...settings } = config
  // Written in JavaScript, the configuration may hold anything.
  const isList: boolean = Array.isArray(gateways)
  if (!isList) {
    throw refused("gateways has to be a list, each entry with gateway and options")
  }
  const seen = new Set<string>()
  const providers = gateways.map((entry): ModuleEntry => {
    const id = entry.id ?? entry.gateway
    checkEntry(entry.gateway, id, seen)
    return {
      resolve: source
        ? path.join(source, "providers", entry.gateway)
        : `${PACKAGE}/providers/${entry.gateway}`,
      id,
      // The id for the boot's messages, the address for gateways that do not take every one.
      options: { ...entry.options, id, backendUrl: settings.backendUrl },
    }
  })
  return {
    /** For `plugins`. */
    plugin: { resolve: PACKAGE, options: settings },
    /**
     * For `modules`: Medusa's payment module with our gateways, and with the shop's others.
     *
     * @param others providers of other packages, e.g. Stripe
     */
    paymentModule(others: { readonly providers?: readonly ModuleEntry[] } = {}) {
      return {
        resolve: "@medusajs/medusa/payment",
        options: { providers: [...(others.providers ?? []), ...providers] },
      }
    },
    /**
     * For `modules`, and only where the plugin itself is developed: its own repository cannot
     * list itself in `plugins`.
     */
    ledgerModule: {
      resolve: source
        ? path.join(source, "modules", "payment-gateways")
        : `${PACKAGE}/modules/payment-gateways`,
      options: settings,
    },
  }
}

function checkEntry(gateway: string, id: string, seen: Set<string>): void {
  const problem = !(GATEWAYS as readonly unknown[]).includes(gateway)
    ? `gateway "${String(gateway).slice(0, 60)}" is not known${suggestion(String(gateway), GATEWAYS)}`
    : typeof id !== "string" || !ID.test(id)
      ? `id "${String(id).slice(0, 60)}" of gateway "${gateway}" may have lower-case letters, digits and "-" only`
      : seen.has(`${gateway}_${id}`)
        ? `gateway "${gateway}" with id "${id}" is listed twice; give one of them another id`
        : undefined
  if (problem) {
    throw refused(problem)
  }
  seen.add(`${gateway}_${id}`)
}

function refused(problem: string): MedusaError {
  return new MedusaError(MedusaError.Types.INVALID_DATA, `definePaymentGateways: ${problem}.`)
}

/** `src` of this repository when the plugin runs from source, `undefined` when it is installed. */
function sourceFolder(): string | undefined {
  const folder = path.resolve(__dirname, "..")
  return existsSync(path.join(folder, "config", "define-payment-gateways.ts")) ? folder : undefined
}
