import path from "node:path"
import { container as frameworkContainer } from "@medusajs/framework"
import { MikroORM } from "@medusajs/framework/mikro-orm/postgresql"
import { moduleProviderLoader } from "@medusajs/framework/modules-sdk"
import {
  ContainerRegistrationKeys,
  createMedusaContainer,
  MedusaError,
  Modules,
  toMikroOrmEntities,
} from "@medusajs/framework/utils"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { contractSuite, type Database } from "./support/contract-suite"
import { DELIVERIES } from "./support/plugin/src/modules/deliveries"
import { Delivery } from "./support/plugin/src/modules/deliveries/models/delivery"
import type { DeliveriesService } from "./support/plugin/src/modules/deliveries/service"
import { ACCOUNT_PROVIDER, PROVIDER } from "./support/shop"

contractSuite("plugin", ({ shop, gateway, container, database }) => {
  const delivery = { gateway: "a", key: "1" }
  const deliveries = (): DeliveriesService => frameworkContainer.resolve(DELIVERIES)

  const messageOf = async (promise: Promise<unknown>): Promise<string> => {
    const error: unknown = await promise.then(() => undefined).catch((reason: unknown) => reason)
    return error instanceof Error ? error.message : "no error"
  }

  describe("a payment provider", () => {
    const identifiers = (): string[] => gateway.constructions.map(({ identifier }) => identifier)
    let afterBoot: string[] = []

    // The seed made one session, with the first of the two providers.
    beforeAll(() => {
      afterBoot = identifiers()
    })

    it("is registered as pp_<identifier>_<id>, and all services of a module provider share id and options", async () => {
      const providers = await container().resolve(Modules.PAYMENT).listPaymentProviders({})
      expect(providers.map(({ id }) => id)).toEqual(
        expect.arrayContaining([PROVIDER, ACCOUNT_PROVIDER])
      )

      const { collectionId } = await shop.openCart()
      await shop.startSession(collectionId, undefined, undefined, ACCOUNT_PROVIDER)

      expect(gateway.constructions.map(({ options }) => options)).toEqual([
        { marker: "from the provider's options" },
        { marker: "from the provider's options" },
      ])
    })

    it("is constructed at its first use, and only once", async () => {
      const { collectionId } = await shop.openCart()
      await shop.startSession(collectionId, undefined, undefined, ACCOUNT_PROVIDER)
      await shop.startSession(collectionId)

      expect(afterBoot).toEqual(["scripted"])
      expect(identifiers()).toEqual(["scripted", "scripted-account"])
    })

    it("is given a cradle with logger, database, payment services, declared dependencies, and no other module", () => {
      const keys = Object.keys(gateway.constructions[0].cradle)
      const given = ["logger", "__pg_connection__", "event_bus", "paymentModuleService", "product"]

      expect(keys).toEqual(expect.arrayContaining([...given, PROVIDER, ACCOUNT_PROVIDER]))
      for (const key of ["query", "locking", "order", "cart", DELIVERIES]) {
        expect(keys).not.toContain(key)
      }
    })

    it("reads with the cradle's __pg_connection__ what Medusa has committed", async () => {
      const database = gateway.constructions[0].cradle.__pg_connection__ as Database
      const statuses: unknown[] = []
      gateway.answer("initiatePayment", async ({ data }) => {
        const select = "select status from payment_session where id = ?"
        statuses.push(...(await database.raw(select, [data?.session_id])).rows)
        return { id: "gateway_payment" }
      })

      await shop.startSession((await shop.openCart()).collectionId)

      expect(statuses).toEqual([{ status: "pending" }])
    })

    it("resolves query, locking and a plugin's module from the framework's container, inside its methods", async () => {
      const { cartId, sessionId } = await shop.checkout()
      const seen: unknown[] = []
      gateway.answer("authorizePayment", async ({ data }) => {
        const query = frameworkContainer.resolve(ContainerRegistrationKeys.QUERY)
        const { data: sessions } = await query.graph({
          entity: "payment_session",
          fields: ["amount", "payment_collection.cart.email"],
          filters: { id: sessionId },
        })
        const locking = frameworkContainer.resolve(Modules.LOCKING)
        await locking.execute("contract", () => deliveries().createDeliveries(delivery))
        seen.push(sessions[0], await deliveries().listDeliveries(delivery))
        return { status: "captured", data }
      })

      expect((await shop.complete(cartId)).data.type).toBe("order")

      const cart = expect.objectContaining({ email: "shopper@example.com" }) as unknown
      expect(seen).toMatchObject([{ amount: 10.5, payment_collection: { cart } }, [delivery]])
    })

    it("whose validateOptions throws stops the loading with that message", async () => {
      const resolve = path.join(__dirname, "support", "broken-providers", "refused-options")
      const providers = [{ resolve, id: "main", options: { sandbox: true } }]

      const error = await messageOf(
        moduleProviderLoader({ container: createMedusaContainer(), providers })
      )

      expect(error).toBe("refused-options: apiKey is missing, given: sandbox")
    })

    it("whose import fails is reported as a module that cannot be found, without the reason", async () => {
      const resolve = path.join(__dirname, "support", "broken-providers", "failing-import")
      const providers = [{ resolve, id: "main", options: {} }]

      const error = await messageOf(
        moduleProviderLoader({ container: createMedusaContainer(), providers })
      )

      expect(error).toContain(`Unable to find module ${resolve}`)
      expect(error).not.toContain("an import of the provider failed")
    })
  })

  it("a workflow hook takes one handler in the whole shop", () => {
    completeCartWorkflow.hooks.validate(() => undefined)

    expect(() => completeCartWorkflow.hooks.validate(() => undefined)).toThrow(
      "Cannot define multiple hook handlers"
    )
  })

  it("a subscriber id can be used once per event", () => {
    const bus = container().resolve(Modules.EVENT_BUS)
    const subscribe = (): unknown =>
      bus.subscribe("contract.twice", () => Promise.resolve(), { subscriberId: "contract-twice" })
    subscribe()

    expect(subscribe).toThrow("already exists")
  })

  describe("a plugin's module", () => {
    it("is registered by being in the plugin's folder, with the plugin's options and a database key", () => {
      expect(Object.keys(deliveries().moduleOptions)).toEqual(["marker", "database"])
      expect(deliveries().moduleOptions.marker).toBe("from the plugin's options")
    })

    it("makes of a unique index one that ignores soft-deleted rows", async () => {
      const orm = await MikroORM.init({
        entities: toMikroOrmEntities([Delivery]),
        dbName: "contract",
        connect: false,
      })
      const sql = await orm.schema.getCreateSchemaSQL()
      await orm.close()

      expect(sql).toMatch(
        /create unique index .* on "contract_delivery" .* where deleted_at is null/i
      )
    })

    it("answers a duplicate with a MedusaError of type invalid_data", async () => {
      await deliveries().createDeliveries(delivery)

      const again = deliveries().createDeliveries(delivery)

      await expect(again).rejects.toMatchObject({
        type: MedusaError.Types.INVALID_DATA,
        message: expect.stringContaining("already exists") as string,
      })
    })

    it("takes the same key again after a soft deletion", async () => {
      const first = await deliveries().createDeliveries(delivery)
      await deliveries().softDeleteDeliveries(first.id)

      await deliveries().createDeliveries(delivery)

      const { rows } = await database.raw("select count(*)::int as count from contract_delivery")
      expect(rows).toEqual([{ count: 2 }])
    })

    it("needs the index's condition in ON CONFLICT with columns; ON CONFLICT without columns works", async () => {
      const insert = (id: string, conflict: string): Promise<{ rows: unknown[] }> =>
        database.raw(
          `insert into contract_delivery (id, gateway, key) values (?, 'a', '1')
           on conflict ${conflict} do nothing returning id`,
          [id]
        )

      expect((await insert("1", "")).rows).toEqual([{ id: "1" }])
      expect((await insert("2", "")).rows).toEqual([])
      expect((await insert("3", "(gateway, key) where deleted_at is null")).rows).toEqual([])
      expect(await messageOf(insert("4", "(gateway, key)"))).toContain(
        "no unique or exclusion constraint matching"
      )
    })
  })

  describe("account holders", () => {
    it("are asked for once per logged-in customer, keyed by the customer, and given to initiatePayment", async () => {
      const headers = await shop.logIn("ada@example.com")
      const { collectionId } = await shop.openCart()
      gateway.answer("createAccountHolder", () => ({ id: "holder_1", data: { tier: "gold" } }))

      await shop.startSession(collectionId, undefined, headers, ACCOUNT_PROVIDER)
      await shop.startSession(collectionId, undefined, headers, ACCOUNT_PROVIDER)

      const [input, ...others] = gateway.inputs("createAccountHolder")
      expect(others).toEqual([])
      expect(input.context.customer.email).toBe("ada@example.com")
      expect(input.context.idempotency_key).toBe(input.context.customer.id)
      for (const { context } of gateway.inputs("initiatePayment")) {
        expect(context).toMatchObject({
          customer: { email: "ada@example.com", first_name: "Ada" },
          account_holder: { external_id: "holder_1", data: { tier: "gold" } },
        })
      }
    })

    it("are optional: without the method a logged-in customer's session is made all the same", async () => {
      const headers = await shop.logIn("ada@example.com")
      const { collectionId } = await shop.openCart()

      const reply = await shop.requestSession(collectionId, undefined, headers)

      expect(reply.status).toBe(200)
      const [input] = gateway.inputs("initiatePayment")
      expect(input.context?.customer?.email).toBe("ada@example.com")
      expect(input.context?.account_holder).toBeUndefined()
    })
  })
})
