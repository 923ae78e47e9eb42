import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"

/**
 * Starts a file of the benchmarks in a process of its own.
 *
 * @returns the process, and what it said first, when it was ready
 * @throws {Error} when it ends before that
 */
export async function forkTypeScript(
  file: string,
  environment: Readonly<Record<string, string>> = {}
): Promise<{ child: ChildProcess; message: unknown }> {
  const child = fork(file, {
    env: { ...process.env, ...environment },
    execArgv: ["--import", pathToFileURL(createRequire(__filename).resolve("tsx")).href],
  })
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`${file} ended with code ${String(code)} before it was ready.`)
  })
  // It ends some day, and then nobody waits for that here.
  ended.catch(() => undefined)
  const [message] = (await Promise.race([once(child, "message"), ended])) as [unknown]
  return { child, message }
}
