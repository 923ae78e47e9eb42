import { spawn } from "node:child_process"
import { once } from "node:events"
import { isRunning, runChild, startChild } from "../child-processes.mjs"

const module = new URL("../child-processes.mjs", import.meta.url).href

// A program that starts another one, stays, and says both numbers.
const family = `
  const { spawn } = require("node:child_process")
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" })
  console.log(process.pid, child.pid)
  setInterval(() => {}, 1000)`

const owner = (rest) => `
  import { startChild, stopOnSignals } from "${module}"
  startChild(process.execPath, ["-e", ${JSON.stringify(family)}])
  ${rest}`

async function firstNumbers(stream) {
  const [text] = await once(stream, "data")
  return String(text).trim().split(" ").map(Number)
}

async function untilGone(numbers) {
  while (numbers.some(isRunning)) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe("startChild", () => {
  it("gives the exit code", async () => {
    expect(await runChild(process.execPath, ["-e", "process.exit(3)"])).toBe(3)
  })

  it("fails when there is no such program", async () => {
    await expect(runChild("/no/such/program", [])).rejects.toThrow("ENOENT")
  })

  it("stops a program together with what it started", async () => {
    const child = startChild(process.execPath, ["-e", family], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    const numbers = await firstNumbers(child.process.stdout)
    await child.stop("SIGTERM")
    await untilGone(numbers)
  })

  it.each(["SIGINT", "SIGTERM", "SIGHUP"])(
    "leaves nothing behind on %s, tidies up, and tells the shell",
    async (signal) => {
      const script = owner('stopOnSignals(async () => console.log("tidy"))')
      const process_ = spawn(process.execPath, ["--input-type=module", "-e", script], {
        stdio: ["ignore", "pipe", "inherit"],
      })
      const numbers = await firstNumbers(process_.stdout)
      process_.kill(signal)
      const [[text], [code]] = await Promise.all([
        once(process_.stdout, "data"),
        once(process_, "exit"),
      ])
      expect(String(text)).toBe("tidy\n")
      expect(code).toBe({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal])
      await untilGone(numbers)
    }
  )

  it("leaves nothing behind when the owner fails", async () => {
    const script = owner('process.stdin.once("data", () => { throw new Error("on purpose") })')
    const process_ = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["pipe", "pipe", "ignore"],
    })
    const numbers = await firstNumbers(process_.stdout)
    process_.stdin.write("now")
    await once(process_, "exit")
    await untilGone(numbers)
  })
})
