import { DemoError } from "./demo-error"

/**
 * Pays on the gateway's hosted page as a browser does: opens it, leaves its fields as they are, and
 * presses "Pay".
 *
 * @returns where the page then sends the payer
 * @throws {DemoError} when the page does not offer to pay, or does not send the payer back
 */
export async function payOnHostedPage(pageUrl: string): Promise<string> {
  const page = await fetch(pageUrl)
  const html = await page.text()
  const form = /<form\b[\s\S]*?<\/form>/i.exec(html)?.[0] ?? ""
  if (!page.ok || !/name="action" value="pay"/.test(form)) {
    throw new DemoError(`The hosted page ${pageUrl} answered ${page.status} and offers no payment.`)
  }
  const paid = await fetch(pageUrl, {
    method: "POST",
    body: new URLSearchParams([...prefilledFields(form), ["action", "pay"]]),
    redirect: "manual",
  })
  const location = paid.headers.get("location")
  if (!location) {
    throw new DemoError(`The hosted page ${pageUrl} answered ${paid.status} to the payment.`)
  }
  return new URL(location, pageUrl).toString()
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
  return new RegExp(`\\s${name}="([^"]*)"`, "i").exec(tag)?.[1] ?? ""
}
