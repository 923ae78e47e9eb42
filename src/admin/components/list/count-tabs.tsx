import { Tabs } from "@medusajs/ui"
import type { ReactNode } from "react"
import { documentDirection } from "../../lib/document-direction"

interface CountTabsProps {
  readonly label: string
  readonly tabs: readonly {
    readonly name: string
    readonly title: string
    /** Not known while it is being counted. */
    readonly count?: number
  }[]
  readonly chosen: string
  readonly language: string
  readonly onChoose: (name: string) => void
  readonly children: ReactNode
}

/** Views of one list, each with how much is in it. */
export function CountTabs({ label, tabs, chosen, language, onChoose, children }: CountTabsProps) {
  const format = new Intl.NumberFormat(language)
  return (
    <Tabs value={chosen} onValueChange={onChoose} dir={documentDirection()}>
      <Tabs.List aria-label={label} className="flex-wrap px-6 py-3">
        {tabs.map(({ name, title, count }) => (
          <Tabs.Trigger key={name} value={name} className="gap-x-1.5">
            {title}
            {count !== undefined && (
              <span className="text-ui-fg-subtle txt-compact-xsmall">{format.format(count)}</span>
            )}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value={chosen} className="divide-y border-t">
        {children}
      </Tabs.Content>
    </Tabs>
  )
}
