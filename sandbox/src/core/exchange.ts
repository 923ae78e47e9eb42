import type { Request, Response } from "express"
import { ReplyError, type Reply, type Route, type SandboxRequest } from "./exchange-types"
import { applyFault } from "./fault-effects"
import type { Faults } from "./faults"
import type { Gateway, GatewayDistortions } from "./gateway"
import { readableBody } from "./readable-body"
import type { RequestLog } from "./request-log"
import { ReplyWriter } from "./reply-writer"

/** What all exchanges share. */
export interface ExchangeTools {
  faults: Faults
  requests: RequestLog
  isoNow(): string
}

/** Runs one request to a gateway: log, faults, handler, answer. */
export async function exchange(
  tools: ExchangeTools,
  gateway: Gateway<unknown>,
  handle: Route["handle"],
  request: Request,
  response: Response
): Promise<void> {
  const input = toSandboxRequest(request, gateway.name)
  const entry = tools.requests.open({
    at: tools.isoNow(),
    gateway: gateway.name,
    method: input.method,
    path: input.path,
    query: input.query.toString(),
    body: readableBody(input.rawBody, input.headers["content-type"], gateway.secretMembers),
  })
  response.on("close", () => {
    tools.requests.close(entry, response.writableFinished ? response.statusCode : null)
  })
  const writer = new ReplyWriter(response, gateway.replyHeaders(input.path))
  const run = () => runHandler(gateway, handle, input)
  const effect = tools.faults.take(gateway.name, input.method, input.path)
  if (!effect) {
    writer.send(await run())
    return
  }
  entry.fault = effect.kind
  const distortions: GatewayDistortions = {
    ...gateway.distortions,
    errorBody: (status) => gateway.distortions.errorBody(status, input.path),
  }
  await applyFault(effect, distortions, run, writer)
  tools.requests.changed(entry)
}

/** Runs a handler; what it throws becomes an answer. */
export async function runHandler(
  gateway: Pick<Gateway<unknown>, "refusals" | "name">,
  handle: Route["handle"],
  input: SandboxRequest
): Promise<Reply> {
  try {
    return await handle(input)
  } catch (error) {
    if (error instanceof ReplyError) {
      return error.reply
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stderr.write(`sandbox: ${gateway.name} ${input.method} ${input.path}: ${text}\n`)
    return gateway.refusals.broken()
  }
}

/** Takes from express what handlers may see. */
export function toSandboxRequest(request: Request, mountedAt: string): SandboxRequest {
  const address = new URL(request.originalUrl, "http://localhost")
  const body: unknown = request.body
  return {
    method: request.method,
    path: address.pathname.slice(mountedAt.length + 1) || "/",
    params: { ...request.params },
    query: address.searchParams,
    headers: request.headers,
    rawBody: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  }
}
