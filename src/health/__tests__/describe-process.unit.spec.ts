import { asValue, createContainer } from "@medusajs/framework/awilix"
import type { MedusaContainer } from "@medusajs/framework/types"
import { describeProcess } from "../describe-process"

class HomeMadeLocks {
  readonly held = new Map<string, string>()
}

class RedisLocks extends HomeMadeLocks {
  static readonly identifier: string = "locking-redis"
}

const DEFAULTS = {
  locking: { resolve: "@medusajs/medusa/locking" },
  event_bus: { resolve: "@medusajs/medusa/event-bus-local" },
  disabled: false,
}

function shop(
  parts: { projectConfig?: object; modules?: object; locking?: object } = {}
): MedusaContainer {
  const container = createContainer()
  container.register({
    configModule: asValue({
      projectConfig: parts.projectConfig ?? {},
      modules: parts.modules ?? DEFAULTS,
    }),
    locking: asValue(parts.locking ?? lockingBy(new RedisLocks())),
  })
  return container as unknown as MedusaContainer
}

function lockingBy(provider: object) {
  return {
    defaultProviderId: "main",
    providerService_: {
      retrieveProviderRegistration: (id: string) => (id === "main" ? provider : {}),
    },
  }
}

describe("describeProcess", () => {
  it("tells mode, locking and event bus", () => {
    expect(describeProcess(shop({ projectConfig: { workerMode: "worker" } }))).toEqual({
      id: expect.stringMatching(/^pgprc_\w+$/),
      workerMode: "worker",
      locking: "locking-redis",
      eventBus: "event-bus-local",
      usesRedis: false,
    })
  })

  it("is the same process each time, and shared unless told otherwise", () => {
    const [one, other] = [describeProcess(shop()), describeProcess(shop())]
    expect(one).toEqual(other)
    expect(one?.workerMode).toBe("shared")
  })

  it.each([
    ["its own name where the provider has none", lockingBy(new HomeMadeLocks()), "main"],
    ["unknown where Medusa keeps it elsewhere", {}, "unknown"],
    ["unknown where there is no default", { providerService_: {} }, "unknown"],
  ])("calls locking by %s", (_, locking, expected) => {
    expect(describeProcess(shop({ locking }))?.locking).toBe(expected)
  })

  it.each([
    ["a public package", "@medusajs/event-bus-redis", "event-bus-redis"],
    ["a module of the shop", "./src/modules/kafka-bus", "kafka-bus"],
    ["nothing", undefined, "unknown"],
    ["a module that was handed over", {}, "unknown"],
  ])("names the event bus after %s", (_, resolve, expected) => {
    expect(describeProcess(shop({ modules: { event_bus: { resolve } } }))?.eventBus).toBe(expected)
  })

  it.each([
    ["the project's address", { projectConfig: { redisUrl: "redis://x" } }, true],
    ["no address", { projectConfig: { redisUrl: "" } }, false],
    [
      "a module",
      { modules: { ...DEFAULTS, workflows: { resolve: "@medusajs/workflow-engine-redis" } } },
      true,
    ],
    ["modules without it", {}, false],
  ])("sees Redis by %s", (_, parts, expected) => {
    expect(describeProcess(shop(parts))?.usesRedis).toBe(expected)
  })

  it("tells nothing where no application runs", () => {
    expect(describeProcess(createContainer() as unknown as MedusaContainer)).toBeUndefined()
  })
})
