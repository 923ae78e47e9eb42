/**
 * The panel's own script, as the browser runs it. It builds all content with textContent: names and
 * bodies come from outside.
 */
export const PANEL_SCRIPT = `
"use strict"
const shown = new Map()
const byId = (id) => document.getElementById(id)

function element(tag, className, text, children) {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text !== undefined && text !== null) node.textContent = text
  for (const child of children || []) if (child) node.append(child)
  return node
}

async function control(method, path, body) {
  const reply = await fetch("/control" + path, {
    method,
    headers: body ? { "content-type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  })
  const answer = await reply.json()
  if (!reply.ok) throw new Error(answer.error || "status " + reply.status)
  return answer
}

let noticeTimer
function notice(text) {
  const box = byId("notice")
  box.textContent = text
  box.hidden = false
  clearTimeout(noticeTimer)
  noticeTimer = setTimeout(() => { box.hidden = true }, 5000)
}

async function act(method, path, body, said) {
  try {
    await control(method, path, body)
    if (said) notice(said)
  } catch (error) {
    notice(error.message)
  }
  await refresh()
}

function button(label, tone, run) {
  const node = element("button", tone === "plain" ? "" : tone, label)
  node.type = "button"
  node.addEventListener("click", run)
  return node
}

const GOOD = ["completed", "confirmed", "processed", "refunded", "delivered"]
const BAD = ["expired", "inactive", "canceled", "cancelled", "declined", "failed", "process_failed",
  "process_error", "terminated", "given_up", "dropped", "retrying"]

function tag(text) {
  const good = GOOD.includes(text.toLowerCase())
  const bad = BAD.includes(text.toLowerCase())
  return element("span", "tag" + (good ? " good" : bad ? " bad" : ""), text)
}

const MOST_ROWS = 12
const MOST_PAYMENTS = 5
const unfolded = new Set()

function render(id, data, build, emptyText, most = MOST_ROWS) {
  const key = JSON.stringify([data, unfolded.has(id)])
  if (shown.get(id) === key) return
  shown.set(id, key)
  const rows = unfolded.has(id) ? data : data.slice(0, most)
  const nodes = rows.map(build)
  if (data.length > most) {
    nodes.push(element("div", "item", null, [
      button(unfolded.has(id) ? "Show fewer" : "Show all " + data.length, "plain", () => {
        unfolded.has(id) ? unfolded.delete(id) : unfolded.add(id)
        refresh()
      }),
    ]))
  }
  byId(id).replaceChildren(...(nodes.length ? nodes : [element("p", "empty", emptyText)]))
}

function entry(item) {
  const open = item.url === null ? null : element("a", "button", "Open page")
  if (open) Object.assign(open, { href: item.url, target: "_blank", rel: "noopener" })
  const title = element("span", "name grow", item.title)
  title.dir = "auto"
  return element("div", "item", null, [
    element("div", "row", null, [
      title,
      element("span", "money", item.amount + " " + item.currency),
      tag(item.status),
    ]),
    item.detail ? element("div", "muted", item.detail) : null,
    element("div", "muted code", item.id),
    element("div", "buttons", null, [
      open,
      ...item.actions.map((action) =>
        button(action.label, action.tone, () =>
          act("POST", action.path, action.body, action.label + ": done")
        )
      ),
    ]),
  ])
}

function delivery(item) {
  const last = item.attempts.at(-1)
  const result = last
    ? "Attempt " + last.number + ": " + (last.statusCode === null ? last.error : last.statusCode)
    : "not sent yet"
  const next = item.nextAttemptAt && item.state !== "delivered" ? " · next " + time(item.nextAttemptAt) : ""
  const wrong = Object.keys(item.mishandled).length ? " · " + JSON.stringify(item.mishandled) : ""
  return element("div", "item", null, [
    element("div", "row", null, [
      element("span", "name grow code", item.event),
      element("span", "muted", item.gateway),
      tag(item.state),
    ]),
    element("div", "row", null, [
      element("span", "muted grow", time(item.createdAt) + " · " + result + next + wrong),
      button(last ? "Send again" : "Send now", "plain", () =>
        act("POST", "/deliveries/" + item.id + "/deliver")
      ),
      ["held", "pending", "retrying"].includes(item.state)
        ? button("Drop", "bad", () => act("POST", "/deliveries/" + item.id + "/drop"))
        : null,
    ]),
  ])
}

function rule(path, describe) {
  return (item) =>
    element("div", "item", null, [
      element("div", "row", null, [
        element("span", "grow code", describe(item)),
        button("Remove", "bad", () => act("DELETE", path + "/" + item.id)),
      ]),
    ])
}

function request(item) {
  const wrong = item.status >= 400 || (item.done && !item.status)
  const more = [item.query, item.fault ? "fault: " + item.fault : ""].filter(Boolean).join(" · ")
  return element("div", "item tight", null, [
    element("div", "row", null, [
      element("span", "muted", item.at.slice(11, 19)),
      element("span", "grow code", item.method + " " + item.path),
      element("span", "tag" + (wrong ? " bad" : ""), item.status || (item.done ? "cut" : "open")),
    ]),
    element("div", "muted code", [item.gateway, more].filter(Boolean).join(" · ")),
  ])
}

function time(iso) {
  return iso.slice(0, 19).replace("T", " ")
}

function renderGateways(gateways) {
  const column = byId("gateways")
  for (const gateway of gateways) {
    const id = "gateway-" + gateway.name
    if (!byId(id)) {
      const list = element("div")
      list.id = id
      column.append(element("section", "", null, [element("h2", "", gateway.title), list]))
      for (const select of document.querySelectorAll("[name=gateway]")) {
        select.append(new Option(gateway.title, gateway.name))
      }
    }
    render(id, gateway.entries, entry, "No payments yet.", MOST_PAYMENTS)
  }
}

async function refresh() {
  try {
    const state = await control("GET", "/panel")
    byId("clock").className = "clock"
    byId("clock").textContent = time(state.now) + " UTC" + (state.speed === 1 ? "" : " · speed " + state.speed)
    byId("hold").textContent = state.holding ? "Holding new" : "Hold new"
    byId("hold").className = state.holding ? "good" : ""
    renderGateways(state.gateways)
    render("deliveries", state.deliveries, delivery, "No webhooks yet.")
    render("requests", state.requests, request, "No requests yet.")
    render("faults", state.faults,
      rule("/faults", (item) => [item.gateway || "any gateway", item.method || "any", item.path || "*", JSON.stringify(item.effect),
        item.times ? item.times - item.used + " left" : "always"].join(" · ")), "None.")
    render("webhook-faults", state.webhookFaults,
      rule("/webhook-faults", (item) => {
        const { id, used, times, event, gateway, ...what } = item
        return [gateway || "any gateway", event || "*", JSON.stringify(what), times ? times - used + " left" : "always"].join(" · ")
      }), "None.")
  } catch (error) {
    byId("clock").className = "clock offline"
    byId("clock").textContent = "not reachable: " + error.message
  }
}

for (const node of document.querySelectorAll("[data-post]")) {
  node.addEventListener("click", () => {
    const { post, body, confirm: question } = node.dataset
    if (question && !window.confirm(question)) return
    act("POST", post, body ? JSON.parse(body) : undefined, node.textContent + ": done")
  })
}

function times(form) {
  return form.get("times") ? Number(form.get("times")) : undefined
}

byId("fault").addEventListener("submit", (event) => {
  event.preventDefault()
  const form = new FormData(event.target)
  act("POST", "/faults", {
    gateway: form.get("gateway") || undefined,
    method: form.get("method") || undefined,
    path: form.get("path") || undefined,
    times: times(form),
    effect: JSON.parse(form.get("effect")),
  }, "Fault added")
})

byId("webhook-fault").addEventListener("submit", (event) => {
  event.preventDefault()
  const form = new FormData(event.target)
  act("POST", "/webhook-faults", {
    gateway: form.get("gateway") || undefined,
    event: form.get("event") || undefined,
    times: times(form),
    ...JSON.parse(form.get("what")),
  }, "Rule added")
})

refresh()
setInterval(refresh, 1500)
`
