import type { SubscriberArgs } from "@medusajs/framework"
import { container as applicationContainer } from "@medusajs/framework"
import { asValue } from "@medusajs/framework/awilix"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import checkCredentialsDaily from "../../jobs/check-credentials"
import drainDueWebhookEvents from "../../jobs/drain-webhook-events"
import reconcileDueAttempts from "../../jobs/reconcile-attempts"
import { recordingLogger } from "../../core/__tests__/support/recording-logger"
import { PAYMENT_GATEWAYS_MODULE } from "../../core/ledger"
import { reconcileAttempts } from "../../reconciliation/reconcile-attempts"
import { checkDueCredentials } from "../../setup/check-credentials"
import drainOnKick from "../../subscribers/drain-webhook-events"
import { drainWebhookEvents } from "../../webhooks/drain-webhook-events"
import { inBackground } from "../in-background"
import { fakeContainer } from "./support/fake-container"

jest.mock("../../reconciliation/reconcile-attempts", () => ({ reconcileAttempts: jest.fn() }))
jest.mock("../../setup/check-credentials", () => ({ checkDueCredentials: jest.fn() }))
jest.mock("../../webhooks/drain-webhook-events", () => ({ drainWebhookEvents: jest.fn() }))

describe("work that nobody waits for", () => {
  it("is told of when it fails, with what that means", async () => {
    const { container, log } = fakeContainer({ ledger: {} })
    inBackground(container, "it is done later", Promise.reject(new Error("connection lost")))
    await new Promise((resolve) => setImmediate(resolve))
    expect(log.texts("warn")).toEqual([
      expect.stringContaining("it is done later: connection lost"),
    ])
  })

  const onKick = () => drainOnKick({ container: applicationContainer } as unknown as SubscriberArgs)

  it.each([
    ["the kick", jest.mocked(drainWebhookEvents), onKick],
    ["the webhooks' job", jest.mocked(drainWebhookEvents), drainDueWebhookEvents],
    ["the payments' job", jest.mocked(reconcileAttempts), reconcileDueAttempts],
    ["the keys' job", jest.mocked(checkDueCredentials), checkCredentialsDaily],
  ])("%s begins it, and keeps none of the shop's other work waiting", async (_, work, begin) => {
    const log = recordingLogger()
    const presence = { jobsRan: jest.fn() }
    applicationContainer.register(ContainerRegistrationKeys.LOGGER, asValue(log.logger))
    applicationContainer.register(PAYMENT_GATEWAYS_MODULE, asValue({ presence }))
    let fail: (error: Error) => void = () => undefined
    work.mockReset().mockReturnValue(new Promise<never>((_resolve, reject) => (fail = reject)))
    await begin()
    // A job's own container would end with the job.
    expect(work.mock.calls.map(([container]) => container)).toEqual([applicationContainer])
    expect(log.texts()).toEqual([])
    fail(new Error("no answer"))
    await new Promise((resolve) => setImmediate(resolve))
    expect(log.texts("warn")).toEqual([expect.stringContaining("no answer")])
  })
})
