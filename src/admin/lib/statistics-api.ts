import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type { ExceptionCode } from "./api-types"
import { queryKeys } from "./query-keys"
import { read } from "./request"

/** What one gateway took on one day. */
export interface PaidSum {
  readonly provider_id: string
  readonly name: string
  /** `2026-11-01` */
  readonly day: string
  readonly currency_code: string
  /** Decimal string, major units. */
  readonly amount: string
  readonly count: number
}

/** How one gateway's payments of one day ended. */
export interface DayOutcomes {
  readonly provider_id: string
  readonly name: string
  readonly day: string
  readonly paid: number
  readonly failed: number
  readonly expired: number
  readonly canceled: number
  readonly open: number
}

/** How long shoppers took to pay, from the payment's begin. */
export interface TimeToPaid {
  readonly provider_id: string
  readonly name: string
  readonly count: number
  readonly median_seconds: number
  readonly p90_seconds: number
}

export interface ExceptionCount {
  readonly exception: ExceptionCode
  readonly provider_id: string
  readonly count: number
}

export interface ErrorCount {
  readonly provider_id: string
  readonly day: string
  readonly kind: "gateway" | "webhook_refused"
  readonly count: number
}

/** What happened at the gateways in a period. */
export interface Statistics {
  readonly from: string
  readonly to: string
  readonly days: readonly string[]
  readonly currencies: readonly string[]
  readonly paid: readonly PaidSum[]
  readonly outcomes: readonly DayOutcomes[]
  readonly time_to_paid: readonly TimeToPaid[]
  readonly exceptions: readonly ExceptionCount[]
  readonly errors: readonly ErrorCount[]
}

/** Of a period, both ends ISO 8601. */
export function useStatistics(period: { readonly from: string; readonly to: string }) {
  return useQuery({
    queryKey: queryKeys.statistics(period),
    queryFn: () => read<Statistics>("/statistics", period),
    placeholderData: keepPreviousData,
    retry: false,
  })
}
