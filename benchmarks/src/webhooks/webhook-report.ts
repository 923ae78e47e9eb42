import { table } from "../report"
import type { Summary } from "../statistics"
import type { BacklogResult } from "./backlog-memory"
import type { CapturedOrderResult } from "./captured-orders"
import type { DueWorkResult } from "./due-work"
import type { DuplicatesResult } from "./duplicates"
import type { ReceiverResult } from "./receiver"
import type { WebhookResults } from "./webhook-benchmarks"

const MEGABYTE = 2 ** 20

/** The tables as the terminal and the README show them. */
export function formatWebhookReport(results: WebhookResults): string {
  const { receiver, duplicates, orders, due, backlog } = results
  return [
    ...(receiver ? [receiverTable(receiver)] : []),
    ...(duplicates ? [duplicatesLine(duplicates)] : []),
    ...(orders ? [ordersTable(orders)] : []),
    ...(due ? [dueTable(due)] : []),
    ...(backlog ? [backlogTable(backlog)] : []),
  ].join("\n\n")
}

function receiverTable(results: readonly ReceiverResult[]): string {
  const rows = results.map((result) => [
    String(result.senders),
    rate(result.ours.rate),
    milliseconds(result.ours.median),
    milliseconds(result.ours.p99),
    rate(result.core.rate),
    milliseconds(result.core.median),
    milliseconds(result.core.p99),
    result.ratio.toFixed(2),
    `${result.ratios.quarter.toFixed(2)}–${result.ratios.threeQuarters.toFixed(2)}`,
    rate(result.refused.rate),
    milliseconds(result.refused.p99),
    result.refusalRatio.toFixed(2),
  ])
  const head = ["senders", "ours/s", "ms", "p99", "core/s", "ms", "p99", "ratio", "rounds"]
  return [
    "Webhook to answer: ours is stored by then, core's is not; then ours with a bad signature",
    table([...head, "refused/s", "p99", "by accepted"], rows),
  ].join("\n\n")
}

function duplicatesLine({ deliveries, senders, answered, rows, tries }: DuplicatesResult): string {
  return [
    `One webhook ${deliveries} times by ${senders} senders: ${rate(answered.rate)}/s,`,
    `median ${milliseconds(answered.median)} ms, p99 ${milliseconds(answered.p99)} ms;`,
    `${rows} row, processed ${tries} time${tries === 1 ? "" : "s"}`,
  ].join(" ")
}

function ordersTable(result: CapturedOrderResult): string {
  const { ours, core, byHand, timesSooner, ratioToByHand } = result
  return [
    `Webhook to captured order, in ms: ${timesSooner.toFixed(1)} times sooner than core's, ${ratioToByHand.toFixed(2)} of Medusa's workflow by hand`,
    table(
      ["", "payments", "median", "p99"],
      [
        orderRow("ours", ours),
        orderRow("core's route, with Stripe", core),
        orderRow("Medusa's workflow by hand", byHand),
      ]
    ),
  ].join("\n\n")
}

function orderRow(name: string, { count, median, p99 }: Summary): string[] {
  return [name, String(count), milliseconds(median), milliseconds(p99)]
}

function dueTable(results: readonly DueWorkResult[]): string {
  return [
    "Claiming 20 of what is due, in ms",
    table(
      ["", "rows", "median", "p99", "found by"],
      results.map(({ what, rows, claim, plan }) => [
        what,
        String(rows),
        milliseconds(claim.median),
        milliseconds(claim.p99),
        plan.join(", "),
      ])
    ),
  ].join("\n\n")
}

function backlogTable(results: readonly BacklogResult[]): string {
  return [
    "Memory of a worker that processes a backlog, in MB",
    table(
      ["", "events", "seconds", "events/s", "peak", "at 1/4", "1/2", "3/4", "end"],
      results.map(({ events, seconds, peak, quarters }) => [
        "backlog",
        String(events),
        seconds.toFixed(1),
        rate(events / seconds),
        megabytes(peak),
        ...quarters.map(megabytes),
      ])
    ),
  ].join("\n\n")
}

const rate = (value: number) => String(Math.round(value))
const milliseconds = (value: number) => value.toFixed(2)
const megabytes = (bytes: number) => (bytes / MEGABYTE).toFixed(0)
