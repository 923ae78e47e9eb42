/** With a zone: `2026-01-02T03:04:05.678Z`. */
export function zonedTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/** The API's other spelling, without a zone and with microseconds; it means UTC. */
export function zonelessTime(milliseconds: number): string {
  return zonedTime(milliseconds).replace("Z", "000")
}

export function zonelessOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : zonelessTime(milliseconds)
}
