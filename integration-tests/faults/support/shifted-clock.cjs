// Preloaded into a process whose clock goes wrong: all that it asks for the time is off by
// SHIFTED_CLOCK_MS milliseconds. Timers, and `performance.now()`, measure time and stay right.
const shift = Number(process.env.SHIFTED_CLOCK_MS)
const RightDate = Date

const ShiftedDate = class extends RightDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [RightDate.now() + shift] : parts))
  }

  static now() {
    return RightDate.now() + shift
  }
}

Object.defineProperty(ShiftedDate, "name", { value: "Date" })
Reflect.set(globalThis, "Date", ShiftedDate)
