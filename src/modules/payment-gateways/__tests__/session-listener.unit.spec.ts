import { EventEmitter } from "node:events"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { SESSION_CHANNEL, SessionListener } from "../session-listener"

class FakeConnection extends EventEmitter {
  isOpen = true

  constructor(private readonly onQuery: (connection: FakeConnection) => Promise<void>) {
    super()
  }

  async query(sql: string): Promise<void> {
    expect(sql).toBe(`listen ${SESSION_CHANNEL}`)
    await this.onQuery(this)
  }

  notify(sessionId: string): void {
    this.emit("notification", { payload: sessionId })
  }
}

const connections: FakeConnection[] = []
const warnings: string[] = []
let onQuery: (connection: FakeConnection) => Promise<void>

const listener = () =>
  new SessionListener(
    {
      client: {
        acquireRawConnection: async () => {
          const connection = new FakeConnection((one) => onQuery(one))
          connections.push(connection)
          return connection
        },
        destroyRawConnection: async (connection: FakeConnection) => {
          connection.isOpen = false
        },
      },
    } as unknown as Knex,
    (message) => warnings.push(message)
  )

const openOnes = () => connections.filter(({ isOpen }) => isOpen)
const settled = () => jest.advanceTimersByTimeAsync(0)

beforeEach(() => {
  jest.useFakeTimers()
  connections.length = 0
  warnings.length = 0
  onQuery = async () => undefined
})

afterEach(() => {
  jest.useRealTimers()
})

it("tells those who listen to a session, and nobody else", async () => {
  const shared = listener()
  const [mine, other] = [jest.fn(), jest.fn()]
  shared.listen("payses_1", mine)
  shared.listen("payses_2", other)
  await settled()
  expect(connections).toHaveLength(1)
  mine.mockClear()
  other.mockClear()
  connections[0]?.notify("payses_1")
  expect(mine).toHaveBeenCalledTimes(1)
  expect(other).not.toHaveBeenCalled()
})

it("connects again after the connection was cut, and tells everybody to look", async () => {
  const onChange = jest.fn()
  listener().listen("payses_1", onChange)
  await settled()
  onChange.mockClear()
  connections[0]?.emit("error", new Error("terminated"))
  connections[0]?.emit("end")
  await jest.advanceTimersByTimeAsync(1_000)
  expect(connections).toHaveLength(2)
  expect(onChange).toHaveBeenCalledTimes(1)
})

it("closes a connection that cannot listen, warns, and tries again more and more seldom", async () => {
  onQuery = async () => {
    throw new Error("no LISTEN here")
  }
  listener().listen("payses_1", jest.fn())
  await settled()
  expect(openOnes()).toEqual([])
  expect(warnings).toEqual([expect.stringContaining("no LISTEN here")])
  await jest.advanceTimersByTimeAsync(500)
  expect(connections).toHaveLength(2)
  await jest.advanceTimersByTimeAsync(999)
  expect(connections).toHaveLength(2)
  await jest.advanceTimersByTimeAsync(1)
  expect(connections).toHaveLength(3)
})

it("does not take a connection for one that hears when it was cut while it began to listen", async () => {
  onQuery = async (connection) => {
    connection.emit("end")
  }
  const onChange = jest.fn()
  listener().listen("payses_1", onChange)
  await settled()
  expect(onChange).not.toHaveBeenCalled()
  onQuery = async () => undefined
  await jest.advanceTimersByTimeAsync(500)
  expect(onChange).toHaveBeenCalledTimes(1)
})

it("does not connect again when nobody listens any more", async () => {
  const end = listener().listen("payses_1", jest.fn())
  await settled()
  end()
  await settled()
  expect(openOnes()).toEqual([])
  await jest.advanceTimersByTimeAsync(60_000)
  expect(connections).toHaveLength(1)
})
