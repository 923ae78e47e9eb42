import { addBulk, addUnknownMembers, replaceMembers } from "./distortions"
import type { Reply } from "./exchange-types"
import type { FaultEffect } from "./fault-types"
import type { GatewayDistortions } from "./gateway"
import type { JsonValue } from "./json"
import type { ReplyWriter } from "./reply-writer"

const BAD_GATEWAY_PAGE =
  "<html><head><title>502 Bad Gateway</title></head>" +
  "<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>"

const FIVE_MEGABYTES = 5 * 1024 * 1024

/** Does to one exchange what the fault says. `run` has the request's effect and gives the answer. */
export async function applyFault(
  effect: FaultEffect,
  distortions: GatewayDistortions,
  run: () => Promise<Reply>,
  writer: ReplyWriter
): Promise<void> {
  const after = "when" in effect && effect.when === "after"
  const reply = answersNormally(effect) || after ? await prepare(effect, run, writer) : undefined
  switch (effect.kind) {
    case "timeout":
      return
    case "reset":
      return writer.reset()
    case "status":
      return writer.send({
        status: effect.status,
        headers:
          effect.retryAfterSeconds === undefined
            ? {}
            : { "Retry-After": String(effect.retryAfterSeconds) },
        json: effect.body ?? distortions.errorBody(effect.status),
      })
    case "html":
      return writer.send({ status: effect.status ?? 502, html: BAD_GATEWAY_PAGE })
    case "empty":
      return writer.send({ status: effect.status ?? reply?.status ?? 200 })
    case "truncated":
      return reply && writer.sendHalf(reply)
    default:
      return reply && writer.send(distorted(reply, effect, distortions))
  }
}

function answersNormally(effect: FaultEffect): boolean {
  return !("when" in effect) && !["status", "html", "empty"].includes(effect.kind)
}

async function prepare(
  effect: FaultEffect,
  run: () => Promise<Reply>,
  writer: ReplyWriter
): Promise<Reply> {
  if (effect.kind === "slow") {
    await writer.pause(effect.delayMs)
  }
  return run()
}

function distorted(reply: Reply, effect: FaultEffect, distortions: GatewayDistortions): Reply {
  if (reply.json === undefined) {
    return reply
  }
  return { ...reply, json: distortedBody(reply.json, effect, distortions) }
}

function distortedBody(
  body: JsonValue,
  effect: FaultEffect,
  distortions: GatewayDistortions
): JsonValue {
  switch (effect.kind) {
    case "wrong_amount":
      return distortions.wrongAmount(body, BigInt(effect.by ?? 100))
    case "wrong_currency":
      return distortions.wrongCurrency(body, effect.currency)
    case "unknown_enum":
      return distortions.unknownEnum(body, effect.value ?? "SANDBOX_UNKNOWN")
    case "extra_fields":
      return addUnknownMembers(body)
    case "huge":
      return addBulk(body, effect.bytes ?? FIVE_MEGABYTES)
    case "replace":
      return replaceMembers(body, effect.members)
    default:
      return body
  }
}
