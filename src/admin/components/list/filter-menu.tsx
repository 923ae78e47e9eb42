import { Funnel } from "@medusajs/icons"
import { DropdownMenu, IconButton } from "@medusajs/ui"
import { documentDirection } from "../../lib/document-direction"
import { useTexts } from "../../lib/use-texts"

interface FilterMenuProps {
  readonly filters: readonly { readonly id: string; readonly label: string }[]
  readonly onAdd: (id: string) => void
}

/** Adds a filter to a list, as Medusa's own menu does, with a name for those who do not see it. */
export function FilterMenu({ filters, onAdd }: FilterMenuProps) {
  const { t } = useTexts()
  return (
    <DropdownMenu dir={documentDirection()}>
      <DropdownMenu.Trigger asChild disabled={filters.length === 0}>
        <IconButton
          size="small"
          type="button"
          aria-label={t("common.table.filter")}
          title={t("common.table.filter")}
        >
          <Funnel />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content align="start">
        {filters.map(({ id, label }) => (
          <DropdownMenu.Item key={id} onSelect={() => onAdd(id)}>
            {label}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
