// Next.js writes the values in the place of these names, so they have to stand in full.
declare const process: { readonly env: Readonly<Record<string, string | undefined>> }

/** The shop, by the environment variables and defaults of Medusa's Next.js starter. */
export const SHOP = {
  backendUrl: process.env.NEXT_PUBLIC_MEDUSA_BACKEND_URL || "http://localhost:9000",
  publishableKey: process.env.NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY || "",
} as const
