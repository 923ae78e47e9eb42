import {
  listWebhookEvents,
  replayWebhookEvents,
  retrieveWebhookEvent,
} from "../list-webhook-events"
import { kickEngine } from "../kick-engine"
import { fakeContainer } from "../../settlement/__tests__/support/fake-container"

jest.mock("../kick-engine", () => ({ kickEngine: jest.fn() }))

const kick = jest.mocked(kickEngine)

const ROW = {
  id: "pgevt_1",
  provider_id: "pp_fake_fake",
  gateway: "fake",
  event_type: "PAID",
  state: "dead",
  tries: 20,
  last_error: "no answer",
  attempt_id: null,
  session_id: "payses_1",
  reference: "invoice-1",
  created_at: new Date("2026-03-01T12:00:00.000Z"),
  due_at: new Date("2026-03-01T13:00:00.000Z"),
  processed_at: null,
}

const BODY = '{"email":"jane@example.com","status":"PAID"}'

function shop(known: string[] = []) {
  const find = jest.fn(async (..._: unknown[]) => [
    { ...ROW, body: BODY, evidence: { private: true }, dedupe_key: "1" },
  ])
  const eventFinder = {
    find,
    count: jest.fn(async () => 1),
    findById: jest.fn(async (id: string) => (id === ROW.id ? { ...ROW, body: BODY } : undefined)),
  }
  const replay = jest.fn(async (ids: string[]) => ids.filter((id) => known.includes(id)))
  const ledger = { eventFinder, events: { replay } }
  return { ...fakeContainer({ ledger }), find, replay }
}

beforeEach(() => {
  kick.mockReset()
})

describe("the list of received webhooks", () => {
  it("has twenty of them, without what may name the payer", async () => {
    const { container, find } = shop()
    expect(await listWebhookEvents(container, {})).toEqual({
      events: [{ ...ROW, gateway_name: "fake" }],
      count: 1,
      offset: 0,
      limit: 20,
    })
    expect(find).toHaveBeenCalledWith({}, { limit: 20, offset: 0 })
  })

  it("takes pages, filters and a period as a URL has them", async () => {
    const { container, find } = shop()
    const filters = {
      state: "dead",
      provider_id: "pp_fake_fake",
      attempt_id: "pgatt_1",
      session_id: "payses_1",
      reference: "invoice-1",
    }
    const period = { from: "2026-03-01", to: "2026-03-02" }
    await listWebhookEvents(container, { ...filters, ...period, limit: "100", offset: "40" })
    expect(find.mock.calls[0]).toEqual([
      {
        state: "dead",
        providerId: "pp_fake_fake",
        attemptId: "pgatt_1",
        sessionId: "payses_1",
        reference: "invoice-1",
        from: new Date("2026-03-01T00:00:00.000Z"),
        to: new Date("2026-03-02T00:00:00.000Z"),
      },
      { limit: 100, offset: 40 },
    ])
  })

  it("has one with its body, redacted", async () => {
    const { container } = shop()
    const event = await retrieveWebhookEvent(container, ROW.id)
    expect(event).toMatchObject({ ...ROW, gateway_name: "fake" })
    expect(event.body).toBe('{\n  "email": "***",\n  "status": "PAID"\n}')
    await expect(retrieveWebhookEvent(container, "pgevt_2")).rejects.toMatchObject({
      reason: "not_found",
    })
  })

  it.each([
    [{ limit: "0" }, "limit"],
    [{ limit: "101" }, "limit"],
    [{ limit: "many" }, "limit"],
    [{ offset: "-1" }, "offset"],
    [{ offset: "1000001" }, "offset"],
    [{ state: "lost" }, "state"],
    [{ reference: "" }, "reference"],
    [{ reference: ["a", "b"] }, "reference"],
    [{ reference: { $ne: null } }, "reference"],
    [{ session_id: "x".repeat(201) }, "session_id"],
    [{ body: "a", $or: "b" }, "body, $or"],
  ])("refuses %j by its name", async (query, names) => {
    const { container, find } = shop()
    await expect(listWebhookEvents(container, query)).rejects.toMatchObject({
      reason: "invalid_input",
      message: `These query parameters are not known or not valid: ${names}.`,
    })
    expect(find).not.toHaveBeenCalled()
  })
})

describe("a replay", () => {
  it("has those processed at once that can be", async () => {
    const { container, replay } = shop(["pgevt_1", "pgevt_2"])
    const ids = ["pgevt_1", "pgevt_none", "pgevt_2"]
    expect(await replayWebhookEvents(container, { ids })).toEqual(["pgevt_1", "pgevt_2"])
    expect(replay).toHaveBeenCalledWith(ids)
    expect(kick).toHaveBeenCalledWith(container)
  })

  it("of nothing that can be is told so", async () => {
    const { container } = shop()
    await expect(replayWebhookEvents(container, { ids: ["pgevt_1"] })).rejects.toMatchObject({
      reason: "not_found",
    })
    expect(kick).not.toHaveBeenCalled()
  })

  it.each([
    [undefined],
    [null],
    [{}],
    [{ ids: [] }],
    [{ ids: "pgevt_1" }],
    [{ ids: [1] }],
    [{ ids: [""] }],
    [{ ids: ["x".repeat(201)] }],
    [{ ids: Array.from({ length: 101 }, (_, index) => `pgevt_${index}`) }],
    [{ ids: ["pgevt_1"], force: true }],
  ])("refuses a body that is not ids (case %#)", async (body) => {
    const { container, replay } = shop(["pgevt_1"])
    await expect(replayWebhookEvents(container, body)).rejects.toMatchObject({
      reason: "invalid_input",
      message: "Send the ids of 1 to 100 webhooks as ids.",
    })
    expect(replay).not.toHaveBeenCalled()
  })
})
