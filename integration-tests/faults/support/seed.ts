import { writeFileSync } from "node:fs"
import { createApiKeysWorkflow } from "@medusajs/medusa/core-flows"
import type { ExecArgs } from "@medusajs/framework/types"
import { seedShop, type SeededShop } from "../../support/seed-shop"
import { PROVIDERS } from "./ways-to-pay"

/** A seeded shop, and the key that staff's tools use. */
export interface FaultsShop extends SeededShop {
  readonly secretKey: string
}

/** Run by `medusa exec`: seeds the shop and writes what it is known by to a file. */
export default async function seed({ container, args }: ExecArgs): Promise<void> {
  const shop = await seedShop(container, Object.values(PROVIDERS))
  const { result } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ title: "Staff", type: "secret", created_by: "test" }] },
  })
  const seeded: FaultsShop = { ...shop, secretKey: result[0]?.token ?? "" }
  writeFileSync(args[0], JSON.stringify(seeded))
}
