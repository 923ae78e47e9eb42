import { Container, Heading, Text, clx } from "@medusajs/ui"
import type { ReactNode } from "react"

interface SectionProps {
  readonly title: ReactNode
  readonly subtitle?: ReactNode
  /** At the end of the header: badges, a menu. */
  readonly actions?: ReactNode
  /** `h1` where the section is the page. */
  readonly level?: "h1" | "h2"
  readonly children?: ReactNode
}

/** A card, as Medusa's own pages are made of. */
export function Section({ title, subtitle, actions, level = "h2", children }: SectionProps) {
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between gap-x-4 px-6 py-4">
        <div className="min-w-0">
          <Heading level={level}>{title}</Heading>
          {subtitle && (
            <Text size="small" className="text-ui-fg-subtle">
              {subtitle}
            </Text>
          )}
        </div>
        {actions && <div className="flex shrink-0 items-center gap-x-2">{actions}</div>}
      </div>
      {children}
    </Container>
  )
}

interface SectionRowProps {
  readonly title: string
  readonly children: ReactNode
  /** The value takes the whole width below its title. */
  readonly wide?: boolean
}

/** One fact of a section: its name, and what it is. */
export function SectionRow({ title, children, wide = false }: SectionRowProps) {
  return (
    <div
      className={clx(
        "text-ui-fg-subtle grid w-full items-center gap-x-4 gap-y-1 px-6 py-4",
        wide ? "grid-cols-1" : "grid-cols-2"
      )}
    >
      <Text size="small" weight="plus" leading="compact">
        {title}
      </Text>
      <div className="txt-compact-small flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        {children}
      </div>
    </div>
  )
}
