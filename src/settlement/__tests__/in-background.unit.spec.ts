import type { SubscriberArgs } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"
import checkCredentialsDaily from "../../jobs/check-credentials"
import drainDueWebhookEvents from "../../jobs/drain-webhook-events"
import reconcileDueAttempts from "../../jobs/reconcile-attempts"
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

  const onKick = (container: MedusaContainer) => drainOnKick({ container } as SubscriberArgs)

  it.each([
    ["the kick", jest.mocked(drainWebhookEvents), onKick],
    ["the webhooks' job", jest.mocked(drainWebhookEvents), drainDueWebhookEvents],
    ["the payments' job", jest.mocked(reconcileAttempts), reconcileDueAttempts],
    ["the keys' job", jest.mocked(checkDueCredentials), checkCredentialsDaily],
  ])("%s begins it, and keeps none of the shop's other work waiting", async (_, work, begin) => {
    let fail: (error: Error) => void = () => undefined
    work.mockReset().mockReturnValue(new Promise<never>((_resolve, reject) => (fail = reject)))
    const presence = { jobsRan: jest.fn() }
    const { container, log } = fakeContainer({ ledger: { presence } })
    await begin(container)
    expect(work).toHaveBeenCalledTimes(1)
    expect(log.texts()).toEqual([])
    fail(new Error("no answer"))
    await new Promise((resolve) => setImmediate(resolve))
    expect(log.texts("warn")).toEqual([expect.stringContaining("no answer")])
  })
})
