// Runs one server and ends it when the process that asked for it is gone, however that
// process went: its end of our stdin closes even on kill -9. Started by local-postgres.mjs
// and local-redis.mjs only.
import { spawn } from "node:child_process"
import { rmSync } from "node:fs"

const { command, args, options, stopSignal, removeOnExit } = JSON.parse(process.argv[2])

// The terminal's Ctrl-C is for the asking process: it decides when its database stops.
process.on("SIGINT", () => undefined)
process.on("SIGHUP", () => undefined)
process.on("SIGTERM", stop)

const server = spawn(command, args, { ...options, stdio: ["ignore", "ignore", "inherit"] })

let escalation
function stop() {
  if (escalation) {
    return
  }
  server.kill(stopSignal)
  escalation = setTimeout(() => {
    server.kill("SIGQUIT")
    escalation = setTimeout(() => server.kill("SIGKILL"), 5_000)
  }, 20_000)
}

process.stdin.on("end", stop).on("error", stop).on("close", stop).resume()

server.on("error", (error) => {
  process.stderr.write(`FATAL:  the server could not be run: ${error.message}\n`)
  process.exit(1)
})
server.on("exit", (code) => {
  clearTimeout(escalation)
  if (removeOnExit) {
    rmSync(removeOnExit, { recursive: true, force: true, maxRetries: 3 })
  }
  process.exit(code ?? 1)
})
