"use client"

import { useCallback, useEffect, useRef, useState } from "react"
import type { PaymentClient } from "../client/create-payment-client.js"
import type { FollowOptions } from "../client/follow-payment.js"
import { whenPageReturns } from "../client/page-presence.js"
import { PaymentClientError } from "../client/payment-client-error.js"
import { isOlder } from "../client/read-session-state.js"
import { whatNext, type WhatNext } from "../client/what-next.js"
import type { SessionState } from "../session-data.js"

/** Which payment is shown, and who is told when it is done. */
export interface GatewayPaymentOptions {
  readonly client: PaymentClient
  /** `payses_…`; all that has to be known, also after a reload and on another device. */
  readonly sessionId: string
  /** What a server read already, so that the first picture is complete. */
  readonly initialStatus?: SessionState
  /** Called once when the payment is there and the order is placed: lead the payer to it. */
  readonly onComplete?: (orderId: string) => void
}

/** A payment as it stands, and what can be done about it. */
export interface GatewayPaymentState {
  /** `null` until it was read. */
  readonly status: SessionState | null
  /** What the payer has to do now; `null` until it was read. */
  readonly next: WhatNext | null
  /** Why the last look led nowhere; `null` again after one that did. */
  readonly problem: PaymentClientError | null
  /** The shop does not show this payment; asking again does not help. */
  readonly isUnavailable: boolean
  /** Milliseconds by which the server's clock is ahead of the browser's; `null` until measured. */
  readonly clockOffsetMs: number | null
  /** Reads the state at once. */
  readonly refresh: () => Promise<void>
  /**
   * Sends the payer's answers to `collect`.
   *
   * @throws {PaymentClientError}
   */
  readonly answer: (fields: Readonly<Record<string, string>>) => Promise<void>
}

type Seen = Omit<GatewayPaymentState, "next" | "refresh" | "answer"> & {
  readonly sessionId: string
}

/** Follows a payment while the component is mounted. Headless: it shows nothing. */
export function useGatewayPayment(options: GatewayPaymentOptions): GatewayPaymentState {
  const { sessionId, initialStatus } = options
  const first: Seen = {
    sessionId,
    status: initialStatus ?? null,
    problem: null,
    isUnavailable: false,
    clockOffsetMs: null,
  }
  const [kept, keep] = useState(first)
  const seen = kept.sessionId === sessionId ? kept : first
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })

  const change = useCallback(
    (fields: Partial<Seen>) =>
      keep((known) => ({
        ...(known.sessionId === sessionId ? known : { ...EMPTY, sessionId }),
        ...fields,
      })),
    [sessionId]
  )
  const take = useCallback(
    (status: SessionState) => {
      const offset = Date.parse(status.server_time) - Date.now()
      keep((known) => {
        const before = known.sessionId === sessionId ? known : { ...EMPTY, sessionId }
        // The way of an answer makes it look older than it is, never newer.
        const clockOffsetMs = Math.max(offset, before.clockOffsetMs ?? offset)
        return before.status && isOlder(status, before.status)
          ? before
          : { ...EMPTY, sessionId, status, clockOffsetMs }
      })
    },
    [sessionId]
  )

  useEffect(() => {
    const ending = new AbortController()
    const { signal } = ending
    watch(() => latest.current.client, sessionId, {
      signal,
      onStatus: take,
      onProblem: (problem) => change({ problem }),
    }).catch((error: unknown) => {
      if (!signal.aborted) {
        change({ problem: PaymentClientError.of(error), isUnavailable: true })
      }
    })
    return () => ending.abort()
  }, [sessionId, take, change])

  const next = seen.status && whatNext(seen.status)
  const orderId = next?.kind === "done" ? next.orderId : undefined
  const completed = useRef<string>(undefined)
  useEffect(() => {
    if (orderId !== undefined && completed.current !== orderId) {
      completed.current = orderId
      latest.current.onComplete?.(orderId)
    }
  }, [orderId])

  const refresh = useCallback(async () => {
    try {
      take(await latest.current.client.readStatus(sessionId))
    } catch (error) {
      change({ problem: PaymentClientError.of(error) })
    }
  }, [sessionId, take, change])
  const answer = useCallback(
    async (fields: Readonly<Record<string, string>>) =>
      take(await latest.current.client.answer(sessionId, fields)),
    [sessionId, take]
  )
  const { status, problem, isUnavailable, clockOffsetMs } = seen
  return { status, next, problem, isUnavailable, clockOffsetMs, refresh, answer }
}

const EMPTY: Omit<Seen, "sessionId"> = {
  status: null,
  problem: null,
  isUnavailable: false,
  clockOffsetMs: null,
}

/** A payment that ended without an order may still be paid: whoever comes back sees it. */
async function watch(
  client: () => PaymentClient,
  sessionId: string,
  options: FollowOptions & { readonly signal: AbortSignal }
): Promise<void> {
  while (!options.signal.aborted) {
    const last = await client().follow(sessionId, options)
    const kind = last && whatNext(last).kind
    if (kind === undefined || kind === "done" || kind === "over") {
      return
    }
    await whenPageReturns(options.signal)
  }
}
