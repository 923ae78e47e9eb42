import { z } from "@medusajs/framework/zod"
import type { TestProblem } from "../core/test-problem"

/** What came back of a test webhook. */
export interface TestAnswer {
  readonly status: number
  /** The header `Location`, of a redirect. */
  readonly location?: string
  readonly body: string
}

/** Where the answers of the shop's receiver differ from those of everything before it. */
const receiverAnswer = z.object({
  received: z.literal(true).optional().catch(undefined),
  type: z.string().max(100).optional().catch(undefined),
  message: z.string().max(500).optional().catch(undefined),
  body_intact: z.boolean().optional().catch(undefined),
})

type ReceiverAnswer = z.output<typeof receiverAnswer>

/**
 * What an answer to a test webhook says is wrong on the way.
 *
 * @param url the public address of the webhook
 * @param isReceived whether this shop's ledger has got the test by now
 * @returns `undefined` when nothing is
 */
export function judgeTestAnswer(
  { status, location, body }: TestAnswer,
  { url, isReceived }: { readonly url: string; readonly isReceived: boolean }
): TestProblem | undefined {
  if (status === 200 && isReceived) {
    return undefined
  }
  const answer = readAnswer(body)
  const { host, pathname } = new URL(url)
  if (status >= 300 && status < 400) {
    const target = location === undefined ? "another address" : location.slice(0, 200)
    return {
      code: "redirected",
      message: `${host} sends webhooks on to ${target}; gateways do not follow.`,
      cure: "Set backendUrl to the address that answers without a redirect (https, with or without www), here and in the gateway's dashboard.",
    }
  }
  if (status === 404 || status === 405) {
    return {
      code: "not_found",
      message: `${host} knows no ${pathname} (HTTP ${status}): a proxy does not pass this path on to Medusa, or another server answers, or the gateway is not configured in it.`,
      cure: "Pass /hooks/payment-gateways/… on to Medusa as it is, with its prefix, and see that backendUrl is Medusa's address and not the storefront's.",
    }
  }
  if (isOwnRefusal(status, answer)) {
    return refusal(answer)
  }
  if (status === 409 || (status === 200 && answer?.received)) {
    return {
      code: "wrong_shop",
      message: `${host} leads to another shop with the same keys, or to one with another database: the test was taken there and is not in this shop's ledger.`,
      cure: "Let backendUrl be this shop's own address. Shops that share a gateway's account have to be told apart by their webhook addresses.",
    }
  }
  return {
    code: "not_received",
    message: `${host} answered with HTTP ${status}, and the test did not reach the shop${hintOf(status)}.`,
    cure: "Let requests to /hooks/payment-gateways/… through without login, firewall rules or a waiting page, and see the log of Medusa and of the proxy.",
  }
}

function isOwnRefusal(
  status: number,
  answer: ReceiverAnswer | undefined
): answer is ReceiverAnswer & { message: string } {
  return (status === 400 || status === 401) && answer?.type !== undefined && Boolean(answer.message)
}

function refusal({ message, body_intact: isIntact }: ReceiverAnswer & { message: string }) {
  return isIntact === false
    ? ({
        code: "proxy_changed_body",
        message: `What arrived is not what was sent, so no signature can fit. ${message}`,
        cure: "Let proxy, firewall and middlewares pass the body of /hooks/payment-gateways/… on byte by byte: no rewriting, no new encoding, no body parser before the plugin's receiver.",
      } as const)
    : ({
        code: "refused_signature",
        message: `The test arrived, and the shop that got it refused its signature. ${message}`,
        cure: "See that every process of the shop runs with the same options (the secret may have been replaced in one only), and that a proxy passes all headers on.",
      } as const)
}

function hintOf(status: number): string {
  if (status === 401 || status === 403) {
    return ": something in front of it asks for a login or blocks it"
  }
  return status >= 500 ? ": the shop, or what is in front of it, is not well" : ""
}

function readAnswer(body: string): ReceiverAnswer | undefined {
  try {
    return receiverAnswer.safeParse(JSON.parse(body)).data
  } catch {
    // A page of something else.
    return undefined
  }
}
