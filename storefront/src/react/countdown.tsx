import { useEffect, useRef, useState } from "react"
import { formatClock, formatDuration, formatMoment } from "../amounts/format-time.js"
import type { PaymentUi } from "./payment-ui.js"

const DAY_S = 24 * 60 * 60
/** Seconds before the end at which screen readers are told. */
const SPOKEN = [600, 300, 120, 60, 30]

/**
 * Whole seconds from a moment of the server's clock to the end; never below zero.
 *
 * @param expiresAt ISO 8601
 * @param serverTimeMs milliseconds since 1970
 */
export function secondsLeft(expiresAt: string, serverTimeMs: number): number {
  return Math.max(0, Math.ceil((Date.parse(expiresAt) - serverTimeMs) / 1_000))
}

/** The mark that was passed between two looks at the clock, if any. */
export function passedMark(before: number, now: number): number | undefined {
  return SPOKEN.findLast((mark) => before > mark && now <= mark)
}

/** How long the payer may still pay, by the server's clock; every second for eyes, now and then for ears. */
export function Countdown({
  ui,
  expiresAt,
  serverTime,
  clockOffsetMs,
  onOver,
}: {
  readonly ui: PaymentUi
  /** ISO 8601. */
  readonly expiresAt: string
  /** ISO 8601; when the state was read. */
  readonly serverTime: string
  /** `null`: the clock stands until it is known. */
  readonly clockOffsetMs: number | null
  readonly onOver: () => void
}) {
  const { time } = ui.texts
  const readAt = Date.parse(serverTime)
  const [now, setNow] = useState<number>()
  const left = secondsLeft(expiresAt, now ?? readAt)
  const shown = useRef(left)
  useEffect(() => {
    const before = shown.current
    shown.current = left
    const mark = passedMark(before, left)
    if (mark !== undefined) {
      ui.announce(ui.fill(time.leftSpoken, { time: formatDuration(mark, ui.language) }))
    }
    if (before > 0 && left === 0) {
      ui.announce(time.over)
      onOver()
    }
  })
  useEffect(() => {
    if (clockOffsetMs === null) {
      return undefined
    }
    const tick = () => setNow(Date.now() + clockOffsetMs)
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [clockOffsetMs])

  if (Number.isNaN(left)) {
    return null
  }
  const className = ui.className("clock")
  if (left === 0) {
    return <p className={className}>{time.over}</p>
  }
  if (left > DAY_S) {
    // The server's time zone may be another one.
    const moment = formatMoment(new Date(expiresAt), ui.language)
    return (
      <p className={className} suppressHydrationWarning>
        {ui.fill(time.until, { moment })}
      </p>
    )
  }
  return (
    <p className={className}>
      {time.left}{" "}
      <span role="timer" dir="ltr">
        {formatClock(left, ui.language)}
      </span>
    </p>
  )
}
