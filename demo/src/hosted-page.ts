import { DemoError } from "./demo-error"

/** How the payer's browser goes back to the shop. */
export interface WayBack {
  url: string
  /** Some gateways send the browser back by a form that submits itself. */
  method: "GET" | "POST"
  fields: [string, string][]
}

/** What the session tells the payer's browser to do. */
export interface PageAddress {
  url: string
  method: "GET" | "POST"
  fields?: Record<string, string>
}

/** Pages on which something has to be chosen before there is a way to pay. */
const MOST_CHOICES = 3

/**
 * Pays on the gateway's hosted page as a browser does: opens it, leaves its fields as they are,
 * chooses what is offered first, and presses "Pay".
 *
 * @returns where the page then sends the payer
 * @throws {DemoError} when the page does not offer to pay, or does not send the payer back
 */
export async function payOnHostedPage(address: PageAddress): Promise<WayBack> {
  let reply = await open(address)
  for (let step = 0; step <= MOST_CHOICES; step += 1) {
    const form = firstForm(await reply.text())
    const action = ["pay", "choose"].find((name) => form.includes(`name="action" value="${name}"`))
    if (!reply.ok || !action) {
      throw new DemoError(
        `The hosted page ${address.url} answered ${reply.status} and offers no payment.`
      )
    }
    const target = new URL(attribute(form, "action") || reply.url, reply.url).toString()
    const answer = await submit(target, [...prefilledFields(form), ["action", action]])
    if (action === "pay") {
      return wayBack(answer, target)
    }
    const next = answer.headers.get("location")
    reply = next ? await fetch(new URL(next, target)) : answer
  }
  throw new DemoError(`The hosted page ${address.url} asks for more and more choices.`)
}

/** Goes back to the shop as the payer's browser would; redirects are left to the caller. */
export function followWayBack({ url, method, fields }: WayBack): Promise<Response> {
  return method === "GET" ? fetch(url, { redirect: "manual" }) : submit(url, fields)
}

async function open({ url, method, fields }: PageAddress): Promise<Response> {
  return method === "GET"
    ? fetch(url)
    : fetch(url, { method, body: new URLSearchParams(Object.entries(fields ?? {})) })
}

function submit(url: string, fields: [string, string][]): Promise<Response> {
  return fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" })
}

async function wayBack(answer: Response, pageUrl: string): Promise<WayBack> {
  const location = answer.headers.get("location")
  if (location) {
    return { url: new URL(location, pageUrl).toString(), method: "GET", fields: [] }
  }
  const form = answer.ok ? firstForm(await answer.text()) : ""
  const url = attribute(/<form\b[^>]*>/i.exec(form)?.[0] ?? "", "action")
  if (!url) {
    throw new DemoError(`The hosted page ${pageUrl} answered ${answer.status} to the payment.`)
  }
  return { url: new URL(url, pageUrl).toString(), method: "POST", fields: prefilledFields(form) }
}

function firstForm(html: string): string {
  return /<form\b[\s\S]*?<\/form>/i.exec(html)?.[0] ?? ""
}

/** Names and values of a form's inputs, and the first choice of each of its lists. */
export function prefilledFields(form: string): [string, string][] {
  const folded = form.replace(/<details\b[\s\S]*?<\/details>/gi, "")
  const inputs = [...folded.matchAll(/<input\b[^>]*>/gi)].map(([tag]): [string, string] => [
    attribute(tag, "name"),
    attribute(tag, "value"),
  ])
  const lists = [...folded.matchAll(/(<select\b[^>]*>)\s*(<option\b[^>]*>)/gi)].map(
    ([, list = "", option = ""]): [string, string] => [
      attribute(list, "name"),
      attribute(option, "value"),
    ]
  )
  return [...inputs, ...lists].filter(([name]) => name !== "")
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`, "i").exec(tag)?.[1] ?? ""
  return value.replaceAll("&amp;", "&").replaceAll("&#39;", "'").replaceAll("&quot;", '"')
}
