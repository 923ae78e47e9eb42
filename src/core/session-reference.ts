/** More tries of one attempt than any gateway is given. */
const TRIES = 10

/**
 * Our own reference of a payment, for gateways that want one and take each only once: the
 * session's id, and from the second payment of a session on a number behind it.
 *
 * @param sequence which attempt of its session this is, from 1
 * @param attemptTry which try to create this attempt's payment, from 1
 */
export function sessionReference(
  { sessionId, sequence }: { readonly sessionId: string; readonly sequence: number },
  attemptTry = 1
): string {
  const number = (sequence - 1) * TRIES + attemptTry
  return number === 1 ? sessionId : `${sessionId}-${number}`
}

/** The session of such a reference; `undefined` for a reference that is not ours. */
export function sessionIdOfReference(reference: string): string | undefined {
  return /^(payses_\w{1,60})(-\d{1,6})?$/.exec(reference)?.[1]
}
