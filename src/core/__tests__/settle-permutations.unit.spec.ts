import type { Attempt } from "../attempt"
import { Money } from "../money"
import { type Observation, settle, type SettlementPolicy } from "../settle"
import { OBSERVED_STATUSES, readingAt, SAR } from "./support/arbitraries"
import { afterwards, openAttempt } from "./support/attempts"

const riyals = (text: string) => Money.parse(text, SAR)

interface Amounts {
  readonly received?: string
  readonly refunded?: string
  readonly chargedBack?: string
}

/** A reading at a second of the story; amounts in SAR, of 10.00 that are due. */
function reading(
  second: number,
  status: Observation["status"],
  { received = "0", refunded = "0", chargedBack = "0" }: Amounts = {},
  fields: Partial<Observation> = {}
): Observation {
  return readingAt(second, {
    status,
    received: riyals(received),
    refunded: riyals(refunded),
    chargedBack: riyals(chargedBack),
    ...fields,
  })
}

/** What shop and staff are told in the end. */
function outcomeOf(attempt: Attempt): string {
  const { status, received, refunded, chargedBack, exception, mismatch, gatewayStatus } = attempt
  const amounts = [received, refunded, chargedBack].map((amount) => amount.toDecimal())
  return JSON.stringify([status, ...amounts, exception, mismatch, gatewayStatus])
}

/** All that a further reading could depend on. */
function stateOf(attempt: Attempt): string {
  return outcomeOf(attempt) + JSON.stringify([attempt.observedAt, attempt.observedStatus])
}

/**
 * Every state that a collection of readings can lead to, in whatever order they are settled: the
 * last one is settled upon every state that the others can lead to. So no order is left out, and
 * each is computed once.
 *
 * @param most how many readings at most are settled
 * @param times how often each of them may be settled
 * @returns attempts by how often which reading was settled
 */
function allWays(
  readings: readonly Observation[],
  options: { readonly most?: number; readonly times?: number; readonly policy?: SettlementPolicy }
): Map<string, Attempt[]> {
  const { most = readings.length, times = 1, policy } = options
  const none = readings.map(() => 0)
  let layer = new Map([[none.join(), { counts: none, states: [openAttempt()] }]])
  const reached = new Map<string, Attempt[]>()
  for (let size = 1; size <= most * times; size++) {
    const next = new Map<string, { counts: number[]; states: Attempt[]; known: Set<string> }>()
    for (const { counts, states } of layer.values()) {
      readings.forEach((one, index) => {
        const isFull = counts[index] === times
        const isNew = counts[index] === 0
        if (isFull || (isNew && counts.filter(Boolean).length === most)) {
          return
        }
        const more = counts.map((count, at) => (at === index ? count + 1 : count))
        const entry = next.get(more.join()) ?? { counts: more, states: [], known: new Set() }
        next.set(more.join(), entry)
        for (const state of states) {
          const after = afterwards(state, settle(state, one, policy))
          const key = stateOf(after)
          if (!entry.known.has(key)) {
            entry.known.add(key)
            entry.states.push(after)
          }
        }
      })
    }
    next.forEach(({ states }, key) => reached.set(key, states))
    layer = next
  }
  return reached
}

/** The collections whose outcome depends on the order, with what it depends on. */
function disagreements(ways: Map<string, Attempt[]>): [string, string[]][] {
  return [...ways]
    .map(([which, states]): [string, string[]] => [which, [...new Set(states.map(outcomeOf))]])
    .filter(([, outcomes]) => outcomes.length > 1)
}

interface Story {
  readonly name: string
  readonly readings: readonly Observation[]
  readonly status: Attempt["status"]
  readonly exception: Attempt["exception"]
}

/** Five readings each, in the order of their time, as a gateway gives them. */
const STORIES: readonly Story[] = [
  {
    name: "paid at last, and paid it stays",
    readings: [
      reading(1, "pending"),
      reading(2, "requires_more"),
      reading(3, "pending", {}, { gatewayStatus: "PROCESSING" }),
      reading(4, "paid", { received: "10.00" }),
      reading(5, "paid", { received: "10.00" }, { gatewayStatus: "SETTLED" }),
    ],
    status: "captured",
    exception: null,
  },
  {
    name: "reserved, then taken",
    readings: [
      reading(1, "pending"),
      reading(2, "authorized"),
      reading(3, "authorized", {}, { gatewayStatus: "CAPTURING" }),
      reading(4, "paid", { received: "10.00" }),
      reading(5, "paid", { received: "10.00", refunded: "2.50" }),
    ],
    status: "captured",
    exception: null,
  },
  {
    name: "paid in parts",
    readings: [
      reading(1, "pending"),
      reading(2, "pending", { received: "3.00" }),
      reading(3, "requires_more", { received: "6.00" }),
      reading(4, "requires_more", { received: "9.99" }),
      reading(5, "paid", { received: "10.00" }),
    ],
    status: "captured",
    exception: null,
  },
  {
    name: "too little, and over",
    readings: [
      reading(1, "pending"),
      reading(2, "pending", { received: "3.00" }),
      reading(3, "requires_more", { received: "6.00" }),
      reading(4, "expired", { received: "6.00" }),
      reading(5, "expired", { received: "6.00" }, { gatewayStatus: "ARCHIVED" }),
    ],
    status: "expired",
    exception: "underpaid",
  },
  {
    name: "paid twice, the second given back",
    readings: [
      reading(1, "paid", { received: "10.00" }),
      reading(2, "paid", { received: "20.00" }),
      reading(3, "paid", { received: "20.00", refunded: "4.00" }),
      reading(4, "paid", { received: "20.00", refunded: "10.00" }),
      reading(5, "paid", { received: "20.00", refunded: "10.00" }, { gatewayStatus: "CLOSED" }),
    ],
    status: "captured",
    exception: null,
  },
  {
    name: "paid too much",
    readings: [
      reading(1, "pending"),
      reading(2, "pending", {}, { unknownStatus: "TELEPORTING", gatewayStatus: "TELEPORTING" }),
      reading(3, "paid", { received: "10.00" }),
      reading(4, "paid", { received: "10.01" }),
      reading(5, "paid", { received: "12.00" }),
    ],
    status: "captured",
    exception: "overpaid",
  },
  {
    name: "expired, and paid after that",
    readings: [
      reading(1, "pending"),
      reading(2, "expired"),
      reading(3, "expired", { received: "4.00" }),
      reading(4, "paid", { received: "10.00" }),
      reading(5, "paid", { received: "10.00" }, { gatewayStatus: "SETTLED" }),
    ],
    status: "captured",
    exception: null,
  },
  {
    name: "failed, canceled, and paid after all",
    readings: [
      reading(1, "failed"),
      reading(2, "pending"),
      reading(3, "failed", {}, { gatewayStatus: "DECLINED" }),
      reading(4, "canceled"),
      reading(5, "paid", { received: "10.00" }),
    ],
    status: "captured",
    exception: null,
  },
  {
    name: "given up by the payer",
    readings: [
      reading(1, "pending"),
      reading(2, "failed"),
      reading(3, "pending", {}, { gatewayStatus: "RETRYING" }),
      reading(4, "failed", {}, { gatewayStatus: "DECLINED" }),
      reading(5, "canceled"),
    ],
    status: "canceled",
    exception: null,
  },
  {
    name: "charged back after a refund in part",
    readings: [
      reading(1, "pending"),
      reading(2, "paid", { received: "10.00" }),
      reading(3, "paid", { received: "10.00", refunded: "1.00" }),
      reading(4, "paid", { received: "10.00", refunded: "1.00", chargedBack: "4.00" }),
      reading(5, "paid", { received: "10.00", refunded: "1.00", chargedBack: "9.00" }),
    ],
    status: "captured",
    exception: null,
  },
  {
    name: "given back before anybody looked",
    readings: [
      reading(1, "pending"),
      reading(2, "requires_more", { received: "5.00" }),
      reading(3, "requires_more", { received: "5.00", refunded: "5.00" }),
      reading(4, "canceled", { received: "5.00", refunded: "5.00" }),
      reading(5, "canceled", { received: "5.00", refunded: "5.00" }, { gatewayStatus: "CLOSED" }),
    ],
    status: "canceled",
    exception: null,
  },
  {
    name: "late money that staff has to decide about",
    readings: [
      reading(1, "pending"),
      reading(2, "pending", {}, { gatewayStatus: "WAITING" }),
      reading(3, "expired"),
      reading(4, "expired", { received: "10.00" }, { heldAs: "late" }),
      reading(5, "expired", { received: "10.00" }, { heldAs: "late", gatewayStatus: "LATE" }),
    ],
    status: "expired",
    exception: "late",
  },
  {
    name: "money whose sum no reading tells",
    readings: [
      reading(1, "pending"),
      reading(2, "pending", {}, { gatewayStatus: "WAITING" }),
      reading(3, "pending", {}, { heldAs: "underpaid", gatewayStatus: "SHORT" }),
      reading(4, "expired", {}, { heldAs: "underpaid" }),
      reading(5, "expired", {}, { heldAs: "underpaid", gatewayStatus: "GONE" }),
    ],
    status: "expired",
    exception: "underpaid",
  },
  {
    name: "the object of somebody else, among readings of our own",
    readings: [
      reading(1, "pending"),
      reading(2, "paid", { received: "10.00" }, { mismatch: "currency" }),
      reading(3, "pending", {}, { gatewayStatus: "WAITING" }),
      reading(4, "paid", { received: "10.00" }, { mismatch: "reference" }),
      reading(5, "expired"),
    ],
    status: "expired",
    exception: "mismatched",
  },
]

/** Readings of a foreign object: each of them is news, also when others came after it. */
const foreign = (readings: readonly Observation[]) => readings.map(({ mismatch }) => mismatch)

describe.each(STORIES)("$name", ({ readings, status, exception }) => {
  it("ends the same in all 120 orders, whichever readings were lost", () => {
    const ways = allWays(readings, {})
    expect(ways.size).toBe(2 ** readings.length - 1)
    expect(disagreements(ways)).toEqual([])
    expect(ways.get("1,1,1,1,1")?.[0]).toMatchObject({ status, exception })
  })

  it("ends the same however often each of them came", () => {
    const ways = allWays(readings, { times: 3 })
    expect(ways.size).toBe(4 ** readings.length - 1)
    expect(disagreements(ways)).toEqual([])
    const outcomes = [...ways]
      .filter(([which]) => !which.includes("0"))
      .flatMap(([, states]) => states.map(outcomeOf))
    expect(new Set(outcomes).size).toBe(1)
  })

  it("needs no hint at all, as long as the payment is read once more in the end", () => {
    const kinds = foreign(readings)
    const outcomes = [...allWays(readings, {})]
      .filter(([which]) => {
        const isRead = which.split(",").map((count) => count === "1")
        return isRead.at(-1) && kinds.every((kind, index) => !kind || isRead[index])
      })
      .flatMap(([, states]) => states.map(outcomeOf))
    expect(outcomes.length).toBeGreaterThan(1)
    expect(new Set(outcomes).size).toBe(1)
  })
})

describe("readings as no gateway would give them", () => {
  /** All statuses, out of order, with sums that shrink and objects that are not ours. */
  const alphabet: readonly Observation[] = [
    ...OBSERVED_STATUSES.map((status, index) =>
      reading(1 + (index % 4), status, { received: status === "paid" ? "10.00" : "0" })
    ),
    reading(4, "failed", { received: "9.99", refunded: "9.99" }),
    reading(2, "paid", { received: "9.99" }),
    reading(3, "paid", { received: "25.00", refunded: "15.00" }),
    reading(1, "paid", { received: "10.01", chargedBack: "10.00" }),
    reading(3, "pending", {}, { unknownStatus: "ODD", gatewayStatus: "ODD" }),
    reading(2, "paid", { received: "10.00" }, { mismatch: "amount" }),
    reading(4, "canceled", {}, { mismatch: "test_mode" }),
  ]

  it.each([
    ["exactly", undefined],
    ["with a tolerance of 0.5 %", { underpaymentTolerancePercent: "0.5" }],
    [
      "where the rest cannot be added",
      { underpaymentTolerancePercent: "0", partialPayment: false },
    ],
  ] as const)("end the same, in every order of every five of them, %s", (_, policy) => {
    const ways = allWays(alphabet, { most: 5, policy })
    // All collections of one to five of the fourteen.
    expect(ways.size).toBe(14 + 91 + 364 + 1001 + 2002)
    expect(disagreements(ways)).toEqual([])
  })

  it("are captured exactly when one of them proves it", () => {
    const ways = allWays(alphabet, { most: 5 })
    const proofs = alphabet.map(
      ({ status, received, mismatch }) =>
        status === "paid" && mismatch === undefined && received.compare(riyals("10.00")) >= 0
    )
    for (const [which, states] of ways) {
      const isProven = which.split(",").some((count, index) => count === "1" && proofs[index])
      expect(states.map((state) => state.status === "captured")).toEqual(states.map(() => isProven))
    }
  })
})
