import { randomUUID } from "node:crypto"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import { createMigratedDatabase } from "./migrated-database"

type RunnerOptions = Parameters<typeof medusaIntegrationTestRunner>[0]

/** Medusa's own test runner, in a database that need not be migrated first: that takes five seconds. */
export function runMedusaShop(options: Pick<RunnerOptions, "env" | "testSuite">): void {
  const dbName = `shop-${randomUUID()}`
  beforeAll(async () => {
    await createMigratedDatabase(dbName)
  })
  medusaIntegrationTestRunner({ ...options, dbName })
}
