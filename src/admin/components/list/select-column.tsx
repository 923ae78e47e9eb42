import { Checkbox, type DataTableColumnDef, createDataTableColumnHelper } from "@medusajs/ui"

interface SelectColumnTexts<Row> {
  readonly all: string
  readonly one: (row: Row) => string
}

/** The column by which rows are chosen, with names for those who do not see it. */
export function selectColumn<Row>(texts: SelectColumnTexts<Row>): DataTableColumnDef<Row> {
  return createDataTableColumnHelper<Row>().select({
    header: ({ table }) => (
      <Checkbox
        aria-label={texts.all}
        checked={
          table.getIsSomePageRowsSelected() ? "indeterminate" : table.getIsAllPageRowsSelected()
        }
        onCheckedChange={(checked) => table.toggleAllPageRowsSelected(checked === true)}
        onClick={(event) => event.stopPropagation()}
      />
    ),
    cell: ({ row }) => (
      <Checkbox
        aria-label={texts.one(row.original)}
        checked={row.getIsSelected()}
        onCheckedChange={(checked) => row.toggleSelected(checked === true)}
        onClick={(event) => event.stopPropagation()}
      />
    ),
  })
}
