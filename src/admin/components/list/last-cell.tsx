import type { ReactNode } from "react"

/** Medusa's table keeps its last column from the right edge only; this one also from the left. */
export function LastCell({ children }: { readonly children: ReactNode }) {
  return <span className="rtl:pe-6">{children}</span>
}
