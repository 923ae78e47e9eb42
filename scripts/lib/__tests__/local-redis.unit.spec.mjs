import { spawn } from "node:child_process"
import { once } from "node:events"
import fs from "node:fs"
import net from "node:net"
import os from "node:os"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { hasRedis, startLocalRedis } from "../local-redis.mjs"

const library = fileURLToPath(new URL("../local-redis.mjs", import.meta.url))

// As much of a Redis as the starting of one needs, for machines without Redis: LOADING comes first.
const SMALL_REDIS = `#!${process.execPath}
const [flag] = process.argv.slice(2)
if (flag !== "--version") {
  const args = process.argv.slice(2)
  require("node:fs").writeFileSync(__dirname + "/args.json", JSON.stringify(args))
  let asked = 0
  require("node:net")
    .createServer((socket) => {
      socket.on("error", () => undefined)
      socket.on("data", () => socket.write(++asked === 1 ? "-LOADING\\r\\n" : "+PONG\\r\\n"))
    })
    .listen(Number(args[args.indexOf("--port") + 1]), "127.0.0.1")
}
`

function listens(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: "127.0.0.1" })
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false))
    socket.once("connect", () => socket.destroy())
  })
}

describe("startLocalRedis", () => {
  let folder
  let program

  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "local-redis-test-"))
    program = path.join(folder, "small-redis.cjs")
    fs.writeFileSync(program, SMALL_REDIS, { mode: 0o755 })
  })

  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

  it("says in one sentence that there is no Redis", async () => {
    expect(hasRedis("no-such-redis")).toBe(false)
    await expect(startLocalRedis({ program: "no-such-redis" })).rejects.toThrow(
      "There is no no-such-redis on this machine's PATH."
    )
  })

  it("says that what it started was no Redis", async () => {
    await expect(startLocalRedis({ program: "true" })).rejects.toThrow(/Redis does not start/)
  })

  it("starts one that keeps nothing on disk, waits until it is ready, and stops it", async () => {
    const redis = await startLocalRedis({ program })
    try {
      expect(redis.url).toBe(`redis://127.0.0.1:${redis.port}`)
      expect(await listens(redis.port)).toBe(true)
      const args = JSON.parse(fs.readFileSync(path.join(folder, "args.json"), "utf8"))
      expect(args[args.indexOf("--save") + 1]).toBe("")
      expect(args[args.indexOf("--appendonly") + 1]).toBe("no")
      expect(args[args.indexOf("--bind") + 1]).toBe("127.0.0.1")
    } finally {
      await redis.stop()
    }
    expect(await listens(redis.port)).toBe(false)
  })

  it("ends with the process that started it, even when that is killed", async () => {
    const starter = spawn(
      process.execPath,
      [
        ...["--input-type=module", "--eval"],
        `import { startLocalRedis } from ${JSON.stringify(library)}
         const { port } = await startLocalRedis({ program: ${JSON.stringify(program)} })
         console.log(port)`,
      ],
      { stdio: ["ignore", "pipe", "inherit"] }
    )
    const [line] = await once(starter.stdout, "data")
    const port = Number(String(line))
    expect(await listens(port)).toBe(true)
    starter.kill("SIGKILL")
    while (await listens(port)) {
      await wait(20)
    }
  })
})
