/** Medusa's own colors, which change with the theme. */
const COLORS = ["blue", "purple", "green", "orange", "neutral", "red"].map(
  (name) => `var(--tag-${name}-icon)`
)

/** The color of the nth series; where there are more, they begin anew, paler. */
export function colorOf(index: number): { readonly color: string; readonly opacity: number } {
  const round = Math.floor(index / COLORS.length)
  return { color: COLORS[index % COLORS.length] ?? "currentColor", opacity: 1 / (round + 1) }
}

/** What colors mean by themselves. */
export const MEANING = {
  good: { color: "var(--tag-green-icon)", opacity: 1 },
  bad: { color: "var(--tag-red-icon)", opacity: 1 },
  warning: { color: "var(--tag-orange-icon)", opacity: 1 },
  neutral: { color: "var(--tag-neutral-icon)", opacity: 1 },
  calm: { color: "var(--tag-blue-icon)", opacity: 1 },
} as const
