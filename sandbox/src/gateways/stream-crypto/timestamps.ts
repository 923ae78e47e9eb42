/** RFC 3339 with an offset and whole seconds: `2022-08-10T21:51:19+00:00`. */
export function offsetTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}+00:00`
}
