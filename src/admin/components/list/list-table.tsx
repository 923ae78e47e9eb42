import {
  DataTable,
  type DataTableCommand,
  type DataTableEmptyStateProps,
  type DataTableFilter,
  type DataTableRowSelectionState,
  useDataTable,
} from "@medusajs/ui"
import { useState } from "react"
import type { useListState } from "../../lib/use-list-state"
import { useTexts } from "../../lib/use-texts"
import { FilterMenu } from "./filter-menu"

/** Of one row each, whatever their values are. */
type Columns<Row> = Parameters<typeof useDataTable<Row>>[0]["columns"]

interface ListTableProps<Row extends { readonly id: string }> {
  readonly rows: readonly Row[]
  readonly count: number
  readonly columns: Columns<Row>
  readonly state: ReturnType<typeof useListState>
  readonly isLoading: boolean
  readonly emptyState: DataTableEmptyStateProps
  readonly filters?: DataTableFilter[]
  /** Without it there is no search. */
  readonly searchHint?: string
  /** What can be done with chosen rows; the choice is taken back afterwards. */
  readonly command?: {
    readonly label: string
    readonly shortcut: string
    readonly run: (ids: readonly string[]) => void
  }
  readonly onRowClick?: (row: Row) => void
}

/** A list as Medusa's own: search, filters, pages and commands. */
export function ListTable<Row extends { readonly id: string }>(props: ListTableProps<Row>) {
  const { t } = useTexts()
  const { state, command, filters = [], onRowClick, searchHint } = props
  const [selection, setSelection] = useState<DataTableRowSelectionState>({})
  const commands: DataTableCommand[] | undefined = command && [
    {
      label: command.label,
      shortcut: command.shortcut,
      action: (chosen) => {
        command.run(Object.keys(chosen))
        setSelection({})
      },
    },
  ]
  const instance = useDataTable<Row>({
    data: [...props.rows],
    columns: props.columns,
    rowCount: props.count,
    getRowId: ({ id }) => id,
    isLoading: props.isLoading,
    // The address is changed in one go, page included.
    autoResetPageIndex: false,
    pagination: { state: state.pagination, onPaginationChange: state.setPagination },
    ...(searchHint && { search: { state: state.search, onSearchChange: state.setSearch } }),
    ...(filters.length > 0 && {
      filters,
      filtering: { state: state.filtering, onFilteringChange: state.setFiltering },
    }),
    ...(commands && {
      commands,
      rowSelection: { state: selection, onRowSelectionChange: setSelection },
    }),
    ...(onRowClick && { onRowClick: (_event, row: Row) => onRowClick(row) }),
  })
  return (
    <DataTable instance={instance}>
      {(filters.length > 0 || searchHint) && (
        <DataTable.Toolbar
          className="flex flex-col items-start justify-between gap-2 md:flex-row md:items-center"
          translations={{ clearAll: t("common.table.clearAll") }}
        >
          <div className="flex w-full items-center justify-end gap-x-2">
            {filters.length > 0 && (
              <FilterMenu
                filters={filters.filter(({ id }) => !(id in state.filtering))}
                onAdd={(id) => instance.addFilter({ id, value: null })}
              />
            )}
            {searchHint && <DataTable.Search placeholder={searchHint} />}
          </div>
        </DataTable.Toolbar>
      )}
      <DataTable.Table emptyState={props.emptyState} />
      <DataTable.Pagination
        translations={{
          of: t("common.table.of"),
          results: t("common.table.results"),
          pages: t("common.table.pages"),
          prev: t("common.table.previous"),
          next: t("common.table.next"),
        }}
      />
      {command && (
        <DataTable.CommandBar selectedLabel={(number) => t("common.table.selected", { number })} />
      )}
    </DataTable>
  )
}
