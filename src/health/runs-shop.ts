/** Commands of Medusa that load the application, do one thing and end. */
const SHORT_COMMANDS = /^(exec|user|db:.+)$/

/**
 * Whether this process runs the shop: a command that ends in a moment is no process that others
 * have to reckon with, and it ends without a word.
 *
 * @param commandLine as `process.argv`
 */
export function runsShop(commandLine: readonly string[]): boolean {
  return !SHORT_COMMANDS.test(commandLine[2] ?? "")
}
