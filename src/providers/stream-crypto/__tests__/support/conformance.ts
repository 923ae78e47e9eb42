import { createSandbox, type Sandbox } from "../../../../../sandbox/src"
import type { GatewayUnderTest } from "../../../../conformance"
import { SandboxSimulation } from "../../../../conformance/__tests__/support/sandbox-simulation"
import type { Attempt } from "../../../../core/attempt"
import { StreamCryptoProvider } from "../.."
import { CALLBACK } from "../../webhook"
import { refOf } from "./gateway-bench"

const HASH =
  "5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW"

class StreamCryptoSimulation extends SandboxSimulation {
  constructor(
    sandbox: Sandbox,
    private readonly mode: "page" | "manual"
  ) {
    super(sandbox, "stream-crypto", "/api/v1")
  }

  get stream() {
    return this.sandbox.streamCrypto
  }

  get options() {
    const { baseUrl, clientId, clientSecret } = this.stream
    return { baseUrl, clientId, clientSecret, mode: this.mode }
  }

  get secrets() {
    return [this.stream.clientSecret]
  }

  override reset(): void {
    super.reset()
    this.stream.changeSettings({ underpaidCallback: true })
  }

  pay(attempt: Attempt, amount?: string): void {
    this.stream.pay(refOf(attempt), { amount })
  }

  /** Stream sends nothing back. */
  refunded(): string {
    return "0"
  }
}

/** Stream as the conformance suite wants to know it, in one of its modes. */
const streamUnderTest = (mode: "page" | "manual"): GatewayUnderTest<StreamCryptoSimulation> => ({
  name: `stream-crypto, ${mode}`,
  provider: StreamCryptoProvider,
  start: async (webhookUrl) => {
    const streamCrypto = { webhookUrl, clientSecret: "cs_canary_conformance_1" }
    return new StreamCryptoSimulation(await createSandbox({ streamCrypto }), mode)
  },
  amounts: ["15.89 USD", "7.50 EUR", "0.166389351081530800779973 STRM"],
  refused: ["10.00 CHF", "1000 JPY"],
  requests: {
    create: ["POST /payment/*"],
    read: ["GET /payment/*"],
    refund: [],
  },
  wrongCredentials: [],
  sendsRefunds: false,
  // How much came is told by the callback alone.
  isReadByWebhook: true,
  refundFields: (nth) => ({ transaction_hash: HASH.replace("5VER", `${nth}VER`) }),
  states: [
    { name: "pending", arrange: () => undefined, status: "requires_more" },
    {
      name: "completed",
      arrange: (simulation, attempt) => simulation.pay(attempt),
      status: "captured",
    },
    {
      name: "not_found before its time is over",
      arrange: ({ stream }, attempt) => void stream.setStatus(refOf(attempt), "not_found"),
      status: "pending",
    },
    {
      name: "ERR_CALLBACK without a proof",
      arrange: ({ stream }, attempt) => void stream.setStatus(refOf(attempt), "ERR_CALLBACK"),
      status: "pending",
    },
    {
      name: "ERR_CALLBACK with a transaction",
      arrange: ({ stream }, attempt) => {
        stream.pay(refOf(attempt))
        stream.setStatus(refOf(attempt), "ERR_CALLBACK")
      },
      status: "captured",
    },
  ],
  events: [
    {
      name: CALLBACK,
      concerns: "payment",
      send: ({ stream }, attempt) => void stream.sendEvent(refOf(attempt)),
    },
  ],
  mismatches: [
    {
      name: "another amount",
      arrange: ({ sandbox }) => {
        sandbox.faults.add({ path: "/api/v1/payment/*", effect: { kind: "wrong_amount" } })
      },
    },
    {
      name: "another session",
      arrange: ({ sandbox }) => {
        const members = { name: "Order payses_OTHER" }
        sandbox.faults.add({ path: "/api/v1/payment/*", effect: { kind: "replace", members } })
      },
    },
    {
      name: "another network",
      arrange: ({ sandbox }) => {
        const members = { network: "testnet" }
        sandbox.faults.add({ path: "/api/v1/payment/*", effect: { kind: "replace", members } })
      },
    },
  ],
  signatureCovers: "fields",
  rotate: ({ stream }) => {
    const former = stream.clientSecret
    stream.setClientSecret("cs_canary_conformance_2")
    return { clientSecret: ["cs_canary_conformance_2", former] }
  },
})

export const streamPageUnderTest = streamUnderTest("page")
export const streamManualUnderTest = streamUnderTest("manual")
