// Works on a fresh clone: nothing from node_modules is imported before it is installed.
import { createRequire } from "node:module"
import { HELP, readArguments } from "./arguments.mjs"
import { startChild, stopChildren } from "../scripts/lib/child-processes.mjs"
import { ensureInstalled, projectRoot } from "../scripts/lib/ensure-installed.mjs"

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }
/** Errors whose message is a whole sentence for the person at the terminal. */
const PLAIN_ERRORS = ["ArgumentError", "InstallError", "DemoError"]

const closers = []
let stopping = false
let staysUp = false

async function stop(exitCode) {
  stopping = true
  let endCode = exitCode
  for (const close of [...closers.reverse(), () => stopChildren()]) {
    try {
      await close()
    } catch (error) {
      endCode = 1
      console.error(error)
    }
  }
  process.exit(endCode)
}

for (const [signal, exitCode] of Object.entries(SIGNALS)) {
  process.on(signal, () => {
    if (stopping) {
      // Asked for a second time: at once. What was started is ended with this process.
      process.exit(exitCode)
    }
    console.log("\nStopping …")
    // Ctrl-C is how a demo that stays up is meant to end.
    void stop(staysUp ? 0 : exitCode)
  })
}

async function main() {
  const options = readArguments(process.argv.slice(2), process.env, projectRoot)
  if (options.help) {
    console.log(HELP)
    return
  }
  await ensureInstalled().catch((error) => {
    error.name = "InstallError"
    throw error
  })
  const { startLocalPostgres } = await import("../scripts/lib/local-postgres.mjs")
  // Makes TypeScript loadable in this process.
  await import("tsx")
  const { runDemo } = createRequire(import.meta.url)("./src/main.ts")
  await runDemo(options, {
    projectRoot,
    startChild,
    startLocalPostgres,
    beforeExit: (close) => closers.push(close),
    isStopping: () => stopping,
    onStaysUp: () => (staysUp = true),
  })
}

try {
  await main()
  if (!stopping) {
    await stop(0)
  }
} catch (error) {
  // What breaks while everything is being stopped is no news.
  if (!stopping) {
    console.error(`\n${PLAIN_ERRORS.includes(error.name) ? error.message : error.stack}`)
    await stop(1)
  }
}
