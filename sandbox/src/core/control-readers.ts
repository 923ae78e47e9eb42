import { ControlInput, refuseControl } from "./control-input"
import { FAULT_KINDS, type Fault, type FaultEffect, type FaultMoment } from "./fault-types"
import type { Tampering, WebhookMishandling } from "./webhook-types"

const MOMENTS: readonly FaultMoment[] = ["before", "after"]
const TAMPERINGS: readonly Tampering[] = ["signature", "missing_signature", "timestamp", "body"]

/** Reads a fault from a control request. */
export function readFault(input: ControlInput): Fault {
  const fault = {
    gateway: input.text("gateway"),
    method: input.text("method"),
    path: input.text("path"),
    times: input.number("times"),
    skip: input.number("skip"),
    effect: readEffect(new ControlInput(input.require("effect", input.object("effect")))),
  }
  input.finish()
  return fault
}

function readEffect(input: ControlInput): FaultEffect {
  const kind = input.require("kind", input.oneOf("kind", FAULT_KINDS))
  const effect = readMembers(kind, input)
  input.finish()
  return effect
}

function readMembers(kind: FaultEffect["kind"], input: ControlInput): FaultEffect {
  const when = () => input.oneOf("when", MOMENTS)
  switch (kind) {
    case "status":
      return {
        kind,
        status: httpStatus(input.require("status", input.number("status"))),
        when: when(),
        retryAfterSeconds: input.number("retryAfterSeconds"),
        body: input.object("body"),
      }
    case "html":
    case "empty": {
      const status = input.number("status")
      return { kind, status: status === undefined ? undefined : httpStatus(status), when: when() }
    }
    case "timeout":
    case "reset":
      return { kind, when: input.require("when", when()) }
    case "slow":
      return { kind, delayMs: input.require("delayMs", input.number("delayMs")) }
    case "wrong_amount":
      return { kind, by: wholeNumber("by", input.number("by")) }
    case "wrong_currency":
      return { kind, currency: input.text("currency") }
    case "unknown_enum":
      return { kind, value: input.text("value") }
    case "huge":
      return { kind, bytes: wholeNumber("bytes", input.number("bytes")) }
    case "replace":
      return { kind, members: input.require("members", input.object("members")) }
    case "truncated":
    case "extra_fields":
      return { kind }
  }
}

/** Reads how a webhook is to be mishandled. */
export function readMishandling(input: ControlInput): WebhookMishandling {
  return {
    drop: input.flag("drop"),
    hold: input.flag("hold"),
    delayMs: input.number("delayMs"),
    copies: wholeNumber("copies", input.number("copies")),
    tamper: input.oneOf("tamper", TAMPERINGS),
    secret: input.text("secret"),
    signedAtOffsetMs: input.number("signedAtOffsetMs"),
    url: input.text("url"),
  }
}

function httpStatus(status: number): number {
  return Number.isInteger(status) && status >= 200 && status <= 599
    ? status
    : refuseControl(`"status" must be a whole number from 200 to 599`)
}

function wholeNumber(name: string, value: number | undefined): number | undefined {
  return value === undefined || Number.isSafeInteger(value)
    ? value
    : refuseControl(`"${name}" must be a whole number`)
}
