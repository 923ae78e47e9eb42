import { setTimeout as wait } from "node:timers/promises"
import type { Batch, Senders, SentBatch } from "./senders"
import { ShopProcess, type ShopSettings } from "./shop-process"
import { quantile, summarize } from "../statistics"

/** Answers to one kind of webhook. */
export interface Answered {
  /** Per second. */
  readonly rate: number
  /** Milliseconds. */
  readonly median: number
  readonly p99: number
}

/** One line of the receiver's table. */
export interface ReceiverResult {
  readonly senders: number
  readonly ours: Answered
  readonly core: Answered
  /** Ours, with a signature that is not the gateway's. */
  readonly refused: Answered
  /** Rates: ours by core's, the middle of the ratios of single rounds, and their middle half. */
  readonly ratio: number
  readonly ratios: { readonly quarter: number; readonly threeQuarters: number }
  /** Rates: refused by accepted. */
  readonly refusalRatio: number
}

export interface ReceiverPlan {
  readonly rounds: number
  /** How many send at the same time, and how many webhooks of each kind they send in a round. */
  readonly sizes: readonly { readonly senders: number; readonly count: number }[]
}

type Kind = "ours" | "core" | "refused"

const KINDS: Readonly<Record<Kind, Pick<Batch, "kind"> & { path: string; status: string }>> = {
  ours: { kind: "streampay", path: "/hooks/payment-gateways/streampay_streampay", status: "200" },
  core: { kind: "stripe", path: "/hooks/payment/stripe_stripe", status: "200" },
  refused: { kind: "forged", path: "/hooks/payment-gateways/streampay_streampay", status: "401" },
}
const WARM_UP: { readonly senders: number; readonly count: number } = { senders: 8, count: 3000 }
/** Core keeps each webhook for five seconds and tells its bus then. */
const CORE_DELAY_MS = 5_500

/**
 * Webhooks until the answer, ours and core's in one Medusa process, in alternating rounds. Nobody
 * listens for them in this process: neither ours nor core's are processed here.
 */
export async function measureReceiver(
  settings: ShopSettings,
  senders: Senders,
  plan: ReceiverPlan
): Promise<ReceiverResult[]> {
  const shop = await ShopProcess.start(settings, "server")
  try {
    await shop.post("/benchmark/silence", {})
    for (const kind of kindsIn(0)) {
      await send(shop, senders, kind, WARM_UP)
    }
    const results: ReceiverResult[] = []
    for (const size of plan.sizes) {
      const sent: Record<Kind, SentBatch[]> = { ours: [], core: [], refused: [] }
      for (let round = 0; round < plan.rounds; round += 1) {
        await wait(CORE_DELAY_MS)
        for (const kind of kindsIn(round)) {
          sent[kind].push(await send(shop, senders, kind, size))
        }
      }
      results.push(receiverResult(size.senders, sent))
    }
    return results
  } finally {
    await shop.stop()
  }
}

/** Each is as often first as last. */
function kindsIn(round: number): Kind[] {
  const kinds: Kind[] = ["ours", "core", "refused"]
  return round % 2 === 0 ? kinds : kinds.reverse()
}

async function send(
  shop: ShopProcess,
  senders: Senders,
  name: Kind,
  size: { readonly senders: number; readonly count: number }
): Promise<SentBatch> {
  const { kind, path, status } = KINDS[name]
  const sent = await senders.send({ ...size, kind, url: `${shop.url}${path}` })
  if (sent.statuses[status] !== size.count) {
    throw new Error(
      `${name}: ${size.count} webhooks were answered ${JSON.stringify(sent.statuses)}.`
    )
  }
  return sent
}

/** What the rounds of one size say; same index: sent one right after the other. */
export function receiverResult(
  senders: number,
  sent: Readonly<Record<Kind, readonly SentBatch[]>>
): ReceiverResult {
  const ratios = ratiosOf(sent.ours, sent.core)
  return {
    senders,
    ours: answered(sent.ours),
    core: answered(sent.core),
    refused: answered(sent.refused),
    ratio: quantile(ratios, 0.5),
    ratios: { quarter: quantile(ratios, 0.25), threeQuarters: quantile(ratios, 0.75) },
    refusalRatio: quantile(ratiosOf(sent.refused, sent.ours), 0.5),
  }
}

function answered(batches: readonly SentBatch[]): Answered {
  const { median, p99 } = summarize(batches.flatMap(({ times }) => times))
  return { rate: quantile(batches.map(rateOf), 0.5), median, p99 }
}

function ratiosOf(left: readonly SentBatch[], right: readonly SentBatch[]): number[] {
  return left.flatMap((batch, index) => {
    const other = right[index]
    return other ? [rateOf(batch) / rateOf(other)] : []
  })
}

function rateOf({ times, seconds }: SentBatch): number {
  return times.length / seconds
}
