import type { Page } from "playwright-core"

/**
 * What pages complain of, each request that fails included: a test that ends with complaints has
 * failed.
 */
export class Complaints {
  readonly list: string[] = []
  readonly #expected: RegExp[] = []

  /** What is meant to go wrong, by what the browser says of it. */
  expects(...complaints: RegExp[]): void {
    this.#expected.push(...complaints)
  }

  add(text: string): void {
    if (!this.#expected.some((expected) => expected.test(text))) {
      this.list.push(text)
    }
  }

  listenTo(page: Page): void {
    page.on("pageerror", (error) => this.add(`error: ${error.message}`))
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        this.add(`console: ${message.text()} (${message.location().url})`)
      }
    })
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? ""
      // A page that is left ends its requests.
      if (reason !== "net::ERR_ABORTED") {
        this.add(`request: ${request.method()} ${request.url()}: ${reason}`)
      }
    })
    page.on("response", (response) => {
      if (response.status() >= 400) {
        this.add(`answer: ${response.status()} ${response.url()}`)
      }
    })
  }
}
