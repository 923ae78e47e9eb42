import net from "node:net"
import { DemoError } from "../demo-error"
import { portObstacle, requireFreePorts, type NamedPort } from "../ports"

const servers: net.Server[] = []

async function takePort(host: string): Promise<number> {
  const server = net.createServer()
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const address = server.address()
  if (address === null || typeof address === "string") {
    throw new Error("the server has no port")
  }
  return address.port
}

async function freePort(): Promise<number> {
  const port = await takePort("127.0.0.1")
  const server = servers.pop()
  await new Promise((resolve) => server?.close(resolve))
  return port
}

const named = (port: number, name = "Medusa"): NamedPort => ({
  name,
  port,
  flag: "medusa-port",
  variable: "DEMO_MEDUSA_PORT",
})

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))))
})

describe("portObstacle", () => {
  it.each(["127.0.0.1", "0.0.0.0"])("sees a port that is taken on %s only", async (host) => {
    expect(await portObstacle(await takePort(host))).toBe("EADDRINUSE")
  })

  it("finds nothing against a free port, and leaves it free", async () => {
    const port = await freePort()
    expect(await portObstacle(port)).toBeUndefined()
    expect(await portObstacle(port)).toBeUndefined()
  })
})

describe("requireFreePorts", () => {
  it("accepts free ports", async () => {
    await expect(requireFreePorts([named(await freePort())])).resolves.toBeUndefined()
  })

  it("says which port is taken, who wants it, and how to choose another", async () => {
    const port = await takePort("127.0.0.1")
    const attempt = requireFreePorts([named(port)])
    await expect(attempt).rejects.toBeInstanceOf(DemoError)
    const { message } = (await attempt.catch((error: Error) => error)) as Error
    expect(message).toMatch(
      new RegExp(
        `^Port ${port} for Medusa is taken by another program; .*` +
          `npm run demo -- --medusa-port \\d+ \\(or DEMO_MEDUSA_PORT=\\d+\\)\\.$`
      )
    )
    expect(message).not.toContain(`--medusa-port ${port} `)
  })

  it("refuses one port for two", async () => {
    const port = await freePort()
    await expect(requireFreePorts([named(port), named(port, "the sandbox")])).rejects.toThrow(
      `Port ${port} is given to both Medusa and the sandbox`
    )
  })
})
