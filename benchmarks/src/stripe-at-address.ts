import { createRequire } from "node:module"
import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import StripeProviderService from "@medusajs/payment-stripe/dist/services/stripe-provider"

type StripeConstructor = new (
  apiKey: string,
  config?: { readonly host: string; readonly port: string; readonly protocol: "http" }
) => StripeLibrary

/** As much of Stripe's library as the benchmarks use themselves. */
export interface StripeLibrary {
  readonly webhooks: {
    generateTestHeaderString(event: { readonly payload: string; readonly secret: string }): string
  }
}

/**
 * Medusa's own Stripe provider, untouched but for the address of the API, which its options cannot
 * name.
 */
export function stripeAtAddress(address: string) {
  const { hostname: host, port } = new URL(address)
  class StripeAtAddress extends StripeProviderService {
    constructor(cradle: Record<string, unknown>, options: { readonly apiKey: string }) {
      super(cradle, options)
      const stripe = new (stripeLibrary())(options.apiKey, { host, port, protocol: "http" })
      this.stripe_ = stripe as unknown as typeof this.stripe_
    }
  }
  return ModuleProvider(Modules.PAYMENT, { services: [StripeAtAddress] })
}

/** The copy of Stripe's library that Medusa's provider loads. */
export function stripeLibrary(): StripeConstructor {
  const provider = createRequire(__filename).resolve("@medusajs/payment-stripe")
  return createRequire(provider)("stripe") as StripeConstructor
}
