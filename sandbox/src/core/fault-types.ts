import type { JsonObject } from "./json"

/** Whether the request still has its effect at the gateway. */
export type FaultMoment = "before" | "after"

/** What goes wrong. `before`: the gateway did nothing. `after`: it did, but the answer is lost. */
export type FaultEffect =
  /** Answers this status; 429 and 503 may carry Retry-After. */
  | {
      kind: "status"
      status: number
      when?: FaultMoment
      retryAfterSeconds?: number
      body?: JsonObject
    }
  /** An HTML page instead of JSON (502 unless said), as from a proxy. */
  | { kind: "html"; status?: number; when?: FaultMoment }
  /** The right answer, cut in the middle of its JSON. */
  | { kind: "truncated" }
  /** The right status, without a body. */
  | { kind: "empty"; status?: number; when?: FaultMoment }
  /** No answer: the connection stays open until the caller gives up. */
  | { kind: "timeout"; when: FaultMoment }
  /** The connection is reset. */
  | { kind: "reset"; when: FaultMoment }
  /** The right answer, this many real milliseconds late. */
  | { kind: "slow"; delayMs: number }
  /** Amounts in the answer differ by this many smallest units (100 unless said). */
  | { kind: "wrong_amount"; by?: number }
  /** Another currency in the answer. */
  | { kind: "wrong_currency"; currency?: string }
  /** A status that no document knows. */
  | { kind: "unknown_enum"; value?: string }
  /** Members that no document knows, in every object of the answer. */
  | { kind: "extra_fields" }
  /** The answer with this many more bytes (5 MB unless said). */
  | { kind: "huge"; bytes?: number }
  /** Every member with one of these names, anywhere in the answer, gets this value. */
  | { kind: "replace"; members: JsonObject }

/** Which requests go wrong, and how. */
export interface Fault {
  gateway?: string
  method?: string
  /** Path below the gateway's base URL; `*` stands for any run of characters. */
  path?: string
  /** How many requests; without it, all until removed. */
  times?: number
  /** How many matching requests go right first. */
  skip?: number
  effect: FaultEffect
}

export interface ActiveFault extends Fault {
  id: string
  /** How many matching requests were seen. */
  seen: number
  /** How many of them went wrong. */
  used: number
}

export const FAULT_KINDS: readonly FaultEffect["kind"][] = [
  "status",
  "html",
  "truncated",
  "empty",
  "timeout",
  "reset",
  "slow",
  "wrong_amount",
  "wrong_currency",
  "unknown_enum",
  "extra_fields",
  "huge",
  "replace",
]
