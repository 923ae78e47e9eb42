/** StreamPay writes some times without a zone; they mean UTC. */
export function parseTimestamp(text: string | null | undefined): Date | null {
  if (!text) {
    return null
  }
  const time = new Date(/(z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`)
  return Number.isNaN(time.getTime()) ? null : time
}
