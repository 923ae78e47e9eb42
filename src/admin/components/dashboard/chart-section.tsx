import { Button, Table, Text } from "@medusajs/ui"
import { type ReactNode, useState } from "react"
import { useTexts } from "../../lib/use-texts"
import { Section } from "../section"

interface ChartSectionProps {
  readonly title: string
  readonly subtitle: string
  /** What the chart shows, in one sentence; for those who do not see it too. */
  readonly summary: string
  readonly chart: ReactNode
  readonly columns: readonly string[]
  readonly rows: readonly (readonly ReactNode[])[]
  /** Said in the chart's place where there is nothing to show. */
  readonly empty: string
}

/** A chart with its numbers: whoever cannot see it, or wants to know exactly, reads the table. */
export function ChartSection({
  title,
  subtitle,
  summary,
  chart,
  columns,
  rows,
  empty,
}: ChartSectionProps) {
  const { t } = useTexts()
  const [isTable, setIsTable] = useState(false)
  const isEmpty = rows.length === 0
  return (
    <Section
      title={title}
      subtitle={subtitle}
      actions={
        !isEmpty && (
          <Button
            size="small"
            variant="secondary"
            aria-pressed={isTable}
            onClick={() => setIsTable(!isTable)}
          >
            {t(isTable ? "dashboard.table.hide" : "dashboard.table.show")}
          </Button>
        )
      }
    >
      <figure className="m-0">
        {isEmpty ? (
          <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
            {empty}
          </Text>
        ) : (
          <figcaption className="txt-compact-small text-ui-fg-subtle px-6 pt-4">
            {summary}
          </figcaption>
        )}
        {!isEmpty && !isTable && (
          <div className="px-6 pb-6 pt-4" role="img" aria-label={`${title}. ${summary}`}>
            {chart}
          </div>
        )}
        {!isEmpty && isTable && <Numbers columns={columns} rows={rows} />}
      </figure>
    </Section>
  )
}

function Numbers({ columns, rows }: Pick<ChartSectionProps, "columns" | "rows">) {
  return (
    <div className="max-h-96 overflow-auto pt-4" tabIndex={0}>
      <Table>
        <Table.Header>
          <Table.Row>
            {columns.map((column) => (
              <Table.HeaderCell key={column}>{column}</Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {rows.map((cells, index) => (
            <Table.Row key={index}>
              {cells.map((cell, place) => (
                <Table.Cell key={columns[place]}>{cell}</Table.Cell>
              ))}
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  )
}
