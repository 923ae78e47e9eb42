/** The last moment that every date of JavaScript and of Postgres can tell: the end of 9999. */
const LATEST = 253_402_300_799

/** Corefy writes times as Unix seconds; `undefined` for what is none. */
export function fromUnixSeconds(seconds: number | null | undefined): Date | undefined {
  return seconds && seconds <= LATEST ? new Date(seconds * 1000) : undefined
}
