import { controlBody, type ControlInput } from "./control-input"
import { asJson, refusing } from "./control-reply"
import type { HttpMethod, Route } from "./exchange-types"

/**
 * One act over HTTP, below `/control/<gateway>`: `act` gets the path's `:id` and the body. What it
 * throws is answered with 400, what it returns with 200. An act that takes no body refuses one.
 */
export function controlRoute(
  method: HttpMethod,
  path: string,
  act: (id: string, input: ControlInput) => unknown
): Route {
  return {
    method,
    path,
    handle: async (request) => {
      const input = controlBody(request)
      if (act.length < 2) {
        input.finish()
      }
      const result = await refusing(() => act(request.params.id ?? "", input))
      return asJson(result ?? { ok: true })
    },
  }
}

/** `GET` and `PATCH /settings`. */
export function settingsRoutes<Settings>(
  controls: { settings(): Settings; changeSettings(changes: Partial<Settings>): Settings },
  read: (input: ControlInput) => Partial<Settings>
): Route[] {
  return [
    controlRoute("GET", "/settings", () => controls.settings()),
    controlRoute("PATCH", "/settings", (_id, input) => {
      const changes = Object.entries(read(input)).filter(([, value]) => value !== undefined)
      input.finish()
      return controls.changeSettings(Object.fromEntries(changes) as Partial<Settings>)
    }),
  ]
}

/**
 * `PUT /webhook`: where webhooks go and what signs them.
 *
 * @param secrets what sets each, by the member that it is sent as
 */
export function webhookRoute(
  setUrl: (url: string | null) => void,
  secrets: Readonly<Record<string, (secret: string) => void>>
): Route {
  return controlRoute("PUT", "/webhook", (_id, input) => {
    const clearsUrl = input.isNull("url")
    const url = input.text("url")
    const given = Object.entries(secrets).map(([name, set]) => [input.text(name), set] as const)
    input.finish()
    if (clearsUrl || url !== undefined) {
      setUrl(url ?? null)
    }
    for (const [secret, set] of given) {
      if (secret !== undefined) {
        set(secret)
      }
    }
  })
}

/** How much the payer pays. */
export function readAmounts(input: ControlInput) {
  return {
    amount: input.text("amount"),
    shortBy: input.text("shortBy"),
    overBy: input.text("overBy"),
    evenIfClosed: input.flag("evenIfClosed"),
  }
}

/** Reads `amount` alone. */
export function readAmount(input: ControlInput): string | undefined {
  const amount = input.text("amount")
  input.finish()
  return amount
}

/** Reads a forced status, and whether an event tells it. */
export function readStatus(input: ControlInput): [status: string, options: { event?: boolean }] {
  const status = input.require("status", input.text("status"))
  const event = input.flag("event")
  input.finish()
  return [status, { event }]
}
