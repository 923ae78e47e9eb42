import path from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import { logger } from "@medusajs/framework/logger"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import { EventRecord } from "./event-record"
import { unlinkPlugin } from "./link-plugin"
import { readCollection, type CollectionRecord } from "./records"
import { scriptedGateway, type ScriptedGateway } from "./scripted-payment/scripted-gateway"
import { Shop } from "./shop"

/** The part of a knex connection that the tests use. */
export interface Database {
  raw(sql: string, bindings?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
}

/** What a contract test works with. */
export interface ContractContext {
  shop: Shop
  gateway: ScriptedGateway
  events: EventRecord
  container: () => MedusaContainer
  database: Database
  /** What Medusa has written down about a payment collection. */
  read: (collectionId: string) => Promise<CollectionRecord>
  /** Makes the database refuse every insert into a table until the end of the test. */
  refuseInserts: (table: string) => Promise<void>
  /** Lets the inserts through again. */
  allowInserts: (table: string) => Promise<void>
}

const appDirectory = path.join(__dirname, "app")

/**
 * Boots the shop of `support/app` on a database of its own and runs the tests in it. The database
 * is put back before each test, the scripted gateway too.
 *
 * @param name - Names the database; unique among the files of this folder.
 */
export function contractSuite(name: string, define: (context: ContractContext) => void): void {
  jest.setTimeout(60_000)
  // The errors that Medusa logs are what these tests provoke.
  jest.spyOn(logger, "error").mockReturnValue(undefined)

  medusaIntegrationTestRunner({
    moduleName: `contract-${name}`,
    cwd: appDirectory,
    medusaConfigFile: appDirectory,
    inApp: true,
    testSuite: ({ api, dbConnection, getContainer }) => {
      const database = dbConnection as Database
      const shop = new Shop(() => api, getContainer)
      const events = new EventRecord(getContainer)

      beforeAll(async () => {
        await shop.seed()
        events.listen("order.placed", "payment.captured", "payment.refunded")
      })
      beforeEach(() => {
        shop.databaseRestored()
        scriptedGateway.reset()
        events.forget()
      })
      afterAll(unlinkPlugin)

      define({
        shop,
        gateway: scriptedGateway,
        events,
        database,
        container: getContainer,
        read: (collectionId) => readCollection(getContainer(), collectionId),
        refuseInserts: async (table) => {
          await database.raw(
            `create or replace function contract_refuse() returns trigger language plpgsql as
             $$ begin raise exception 'refused by the test'; end $$`
          )
          await database.raw(
            `create trigger contract_refuse before insert on "${table}"
             for each row execute function contract_refuse()`
          )
        },
        allowInserts: async (table) => {
          await database.raw(`drop trigger contract_refuse on "${table}"`)
        },
      })
    },
  })
}
