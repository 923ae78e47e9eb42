import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import { Link } from "react-router-dom"
import type { AttemptListItem } from "../../lib/api-types"
import { formatAmount, formatMoment } from "../../lib/format"
import { useTexts } from "../../lib/use-texts"
import { ModeBadge } from "../mode-badge"
import { SituationBadge } from "../situation"
import { LastCell } from "./last-cell"
import { selectColumn } from "./select-column"

const helper = createDataTableColumnHelper<AttemptListItem>()

/** What a row of the payments' list tells. */
export function useAttemptColumns() {
  const { t, language } = useTexts()
  return useMemo(
    () => [
      selectColumn<AttemptListItem>({
        all: t("attempts.selectAll"),
        one: ({ reference, id }) => t("attempts.selectRow", { reference: reference ?? id }),
      }),
      helper.accessor("order_display_id", {
        header: t("attempts.columns.order"),
        size: 120,
        cell: ({ row: { original } }) => (
          <Link
            to={`/payment-gateways/${original.id}`}
            className="focus-visible:shadow-borders-focus rounded outline-none"
            onClick={(event) => event.stopPropagation()}
          >
            {original.order_display_id === null ? (
              <span className="text-ui-fg-subtle">{t("attempts.noOrder")}</span>
            ) : (
              <bdi>#{original.order_display_id}</bdi>
            )}
          </Link>
        ),
      }),
      helper.accessor("email", {
        header: t("attempts.columns.customer"),
        cell: ({ getValue }) => <bdi>{getValue() ?? "-"}</bdi>,
      }),
      helper.accessor("gateway_name", {
        header: t("attempts.columns.gateway"),
        cell: ({ row: { original } }) => (
          <div className="flex items-center gap-x-2">
            <span className="truncate">{original.gateway_name}</span>
            {original.mode === "test" && <ModeBadge mode="test" />}
          </div>
        ),
      }),
      helper.accessor("situation", {
        header: t("attempts.columns.state"),
        cell: ({ getValue }) => <SituationBadge situation={getValue()} />,
      }),
      helper.accessor("created_at", {
        header: t("attempts.columns.created"),
        cell: ({ getValue }) => formatMoment(getValue(), language),
      }),
      helper.accessor("amount", {
        header: () => <LastCell>{t("attempts.columns.amount")}</LastCell>,
        align: "right",
        cell: ({ row: { original } }) => (
          <LastCell>{formatAmount(original.amount, original.currency_code, language)}</LastCell>
        ),
      }),
    ],
    [t, language]
  )
}
