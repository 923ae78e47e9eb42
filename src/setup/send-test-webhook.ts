import axios, { isAxiosError } from "axios"
import type { BaseProvider } from "../core/base-provider"
import { isLocalHost } from "../core/options"
import type { TestProblem } from "../core/test-problem"
import { createTestToken, testSentAt } from "../core/test-webhook"
import { webhookUrlOf } from "../core/webhook-url"
import type { ProviderStore } from "../modules/payment-gateways/provider-store"
import { judgeTestAnswer } from "./judge-test-answer"
import { bodyHeader } from "./test-delivery"

/** As long as the more patient gateways wait. */
const LONGEST_WAIT_MS = 10_000
const LONGEST_ANSWER_BYTES = 64 * 1024

/**
 * Sends a signed test webhook to the shop's own public address, the way that a gateway's webhooks
 * take, and keeps what came of it. It leads to no payment and no work.
 *
 * @param backendUrl the shop's public address, where it is set
 */
export async function sendTestWebhook(
  { providerId, provider }: { readonly providerId: string; readonly provider: BaseProvider },
  store: Pick<ProviderStore, "beginTest" | "failTest" | "find">,
  { backendUrl, waitMs = LONGEST_WAIT_MS }: { backendUrl: string | undefined; waitMs?: number }
): Promise<void> {
  const token = createTestToken(new Date())
  const sentAt = testSentAt(token) as Date
  await store.beginTest(providerId, sentAt)
  const unsendable = publicUrlProblem(backendUrl, provider.options.baseUrl)
  const problem =
    unsendable ??
    (await post(provider, token, {
      url: webhookUrlOf(backendUrl as string, providerId),
      waitMs,
      isReceived: async () => {
        const { test } = await store.find(providerId)
        return test.state === "passed" && test.sentAt?.getTime() === sentAt.getTime()
      },
    }))
  if (problem) {
    await store.failTest(providerId, sentAt, problem)
  }
}

/** Only a gateway on the same machine finds one that is named localhost. */
function publicUrlProblem(
  backendUrl: string | undefined,
  gatewayUrl: string
): TestProblem | undefined {
  const cure =
    "Set backendUrl in definePaymentGateways to the https address under which the internet reaches Medusa; on a developer's machine, to that of a tunnel."
  if (backendUrl === undefined) {
    return {
      code: "no_public_url",
      message: "backendUrl is not set, so no gateway can be told where to report.",
      cure,
    }
  }
  const isLocal = isLocalHost(new URL(backendUrl).hostname)
  return isLocal && !isLocalHost(new URL(gatewayUrl).hostname)
    ? {
        code: "no_public_url",
        message: `backendUrl is ${backendUrl}, which only this machine itself can reach.`,
        cure,
      }
    : undefined
}

async function post(
  provider: BaseProvider,
  token: string,
  way: {
    readonly url: string
    readonly waitMs: number
    readonly isReceived: () => Promise<boolean>
  }
): Promise<TestProblem | undefined> {
  const { url, waitMs } = way
  const { body, headers } = provider.gateway.signTestWebhook({ token, now: new Date() })
  const timeOut = new AbortController()
  const timer = setTimeout(() => timeOut.abort(), waitMs)
  let answer
  try {
    answer = await axios.post<string>(url, body, {
      headers: { ...headers, ...bodyHeader(body), "user-agent": "medusa-payment-gateways test" },
      maxRedirects: 0,
      maxContentLength: LONGEST_ANSWER_BYTES,
      responseType: "text",
      transformRequest: (sent: unknown) => sent,
      transformResponse: (text: unknown) => text,
      validateStatus: () => true,
      signal: timeOut.signal,
    })
  } catch (error) {
    return lossProblem(error, url, waitMs)
  } finally {
    clearTimeout(timer)
  }
  const { location } = answer.headers as Record<string, unknown>
  return judgeTestAnswer(
    {
      status: answer.status,
      body: answer.data,
      ...(typeof location === "string" && { location }),
    },
    { url, isReceived: await way.isReceived() }
  )
}

const TLS = /CERT|SSL|TLS|EPROTO|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)/

/** Why no answer came. The code is Node's own word and holds no secret. */
function lossProblem(error: unknown, url: string, waitMs: number): TestProblem {
  if (!isAxiosError(error)) {
    throw error
  }
  const { host } = new URL(url)
  const code = error.code ?? "unknown"
  if (code === "ERR_CANCELED" || code === "ETIMEDOUT" || code === "ECONNABORTED") {
    return {
      code: "timeout",
      message: `${host} did not answer within ${Math.ceil(waitMs / 1000)} seconds, for which gateways do not wait.`,
      cure: "See that the name leads to the right server, that its firewall lets port 443 in, and that Medusa and its database are not overloaded.",
    }
  }
  if (TLS.test(code)) {
    return {
      code: "tls",
      message: `${host} has no certificate that a gateway would accept (${code}).`,
      cure: "Install a valid certificate with its whole chain for this name, e.g. by Let's Encrypt.",
    }
  }
  return {
    code: "unreachable",
    message: `${host} cannot be reached (${code}).`,
    cure: "See that the name is in DNS, that Medusa or its proxy runs there, and that its firewall lets requests in. Where only the server itself cannot reach its public name, gateways may reach it all the same.",
  }
}
