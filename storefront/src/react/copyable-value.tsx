import { useEffect, useRef, useState } from "react"
import type { PaymentUi } from "./payment-ui.js"

const SHOWN_MS = 2_000

/** A text that the payer needs elsewhere exactly as it is, with a button that copies it. */
export function CopyableValue({
  ui,
  name,
  value,
  unit,
}: {
  readonly ui: PaymentUi
  readonly name: string
  /** Copied as it is. */
  readonly value: string
  /** Shown behind it, not copied. */
  readonly unit?: string
}) {
  const { transfer } = ui.texts
  const shown = useRef<HTMLElement>(null)
  const [outcome, setOutcome] = useState<"copied" | "failed">()
  useEffect(() => {
    const timer = outcome === "copied" && setTimeout(() => setOutcome(undefined), SHOWN_MS)
    return () => clearTimeout(timer || undefined)
  }, [outcome])

  const isCopied = outcome === "copied"
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(value)
      setOutcome("copied")
      ui.announce(ui.fill(transfer.copied, { what: name }))
    } catch {
      // Not allowed, or no secure page: the payer copies by hand what is selected then.
      if (shown.current) {
        window.getSelection()?.selectAllChildren(shown.current)
      }
      setOutcome("failed")
      ui.announce(transfer.copyFailed)
    }
  }

  return (
    <div className={ui.className("value")}>
      <dt>{name}</dt>
      <dd>
        <code dir="ltr">
          <span ref={shown}>{value}</span>
          {unit && ` ${unit}`}
        </code>
        <button
          type="button"
          className={ui.className("copy")}
          aria-label={ui.fill(isCopied ? transfer.copied : transfer.copy, { what: name })}
          data-outcome={outcome}
          onClick={() => void copy()}
        >
          {isCopied ? transfer.copiedShort : transfer.copyShort}
        </button>
        {outcome === "failed" && (
          <span className={ui.className("error")}>{transfer.copyFailed}</span>
        )}
      </dd>
    </div>
  )
}
