import { once } from "node:events"
import net from "node:net"

/** Whether this run has a Redis; where it has none, the runner has said so. */
export const hasRedis = process.env.TEST_REDIS_URL !== undefined

/** An empty database of the test run's throw-away Redis; one for each of jest's workers. */
export async function emptyRedis(): Promise<string> {
  await ask("FLUSHDB")
  const url = new URL(serverUrl())
  url.pathname = `/${database()}`
  return url.toString()
}

/** How many keys Medusa's modules have in it. */
export async function countRedisKeys(): Promise<number> {
  return Number((await ask("DBSIZE")).replace(":", ""))
}

const database = () => process.env.JEST_WORKER_ID ?? "0"

function serverUrl(): string {
  const url = process.env.TEST_REDIS_URL
  if (!url) {
    throw new Error("There is no redis-server on this machine's PATH.")
  }
  return url
}

async function ask(command: string): Promise<string> {
  const { hostname, port } = new URL(serverUrl())
  const socket = net.connect({ host: hostname, port: Number(port) })
  try {
    socket.write(`SELECT ${database()}\r\n`)
    await once(socket, "data")
    socket.write(`${command}\r\n`)
    const [answer] = (await once(socket, "data")) as [Buffer]
    if (String(answer).startsWith("-")) {
      throw new Error(`Redis refuses ${command}: ${String(answer)}`)
    }
    return String(answer).trim()
  } finally {
    socket.destroy()
  }
}
