/** A failure whose message is one clear sentence for the person at the terminal. */
export class DemoError extends Error {
  override readonly name = "DemoError"
}
