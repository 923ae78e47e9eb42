const RFC_3339 = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/i

/** A time as Stream writes it, with its offset; `null` for anything else. */
export function parseTimestamp(text: string | null | undefined): Date | null {
  if (!text || !RFC_3339.test(text)) {
    return null
  }
  const time = new Date(text)
  return Number.isNaN(time.getTime()) ? null : time
}
