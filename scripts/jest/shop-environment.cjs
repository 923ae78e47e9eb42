const { promisify } = require("node:util")
const { TestEnvironment } = require("jest-environment-node")

/**
 * Ends with each test file what it has left ticking. Medusa's scheduler sets a new timer when a job
 * ends, even if the shop was shut down meanwhile: the job would go on for as long as the worker lives,
 * and keep the whole shop in its memory.
 */
module.exports = class ShopEnvironment extends TestEnvironment {
  timers = new Set()

  async setup() {
    await super.setup()
    this.track("setTimeout", "clearTimeout")
    this.track("setInterval", "clearInterval")
  }

  track(name, clear) {
    const original = this.global[name]
    const timers = this.timers
    const tracked = (run, ...rest) => {
      const timer = original(
        (...args) => {
          if (name === "setTimeout") {
            timers.delete(timer)
          }
          run(...args)
        },
        ...rest
      )
      timers.add(timer)
      return timer
    }
    const forget = this.global[clear]
    this.global[clear] = (timer) => {
      timers.delete(timer)
      forget(timer)
    }
    if (original[promisify.custom]) {
      tracked[promisify.custom] = original[promisify.custom]
    }
    this.global[name] = tracked
  }

  async teardown() {
    for (const timer of this.timers) {
      clearTimeout(timer)
    }
    this.timers.clear()
    await super.teardown()
  }
}
