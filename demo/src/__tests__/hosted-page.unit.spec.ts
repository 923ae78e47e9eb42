import http from "node:http"
import { DemoError } from "../demo-error"
import { payOnHostedPage, prefilledFields } from "../hosted-page"

const FORM = `<form method="post">
  <input id="contact" name="contact" type="tel" value="+966500000001" required>
  <select id="method" name="method"><option value="MADA">MADA</option><option value="VISA">VISA</option></select>
  <button name="action" value="pay">Pay</button>
  <details><summary>Pay in parts</summary><input name="parts" value="2"></details>
  <input type="checkbox">
</form>`

describe("prefilledFields", () => {
  it("reads what a browser would send, but not what is folded away", () => {
    expect(prefilledFields(FORM)).toEqual([
      ["contact", "+966500000001"],
      ["method", "MADA"],
    ])
  })
})

describe("payOnHostedPage", () => {
  let server: http.Server
  let pageUrl: string
  let sent: string
  let answer: { page: string; status: number; location?: string; after?: string }

  beforeEach(async () => {
    sent = ""
    answer = { page: FORM, status: 303, location: "https://shop.example/back?status=paid" }
    server = http.createServer((request, response) => {
      if (request.method === "GET") {
        response.end(answer.page)
        return
      }
      request.on("data", (chunk) => (sent += String(chunk)))
      request.on("end", () => {
        response.writeHead(answer.status, answer.location ? { location: answer.location } : {})
        response.end(answer.after)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const address = server.address()
    pageUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/pay/1`
  })

  afterEach(() => new Promise((resolve) => server.close(resolve)))

  it("presses Pay and gives where the payer is sent", async () => {
    await expect(payOnHostedPage({ url: pageUrl, method: "GET" })).resolves.toEqual({
      url: "https://shop.example/back?status=paid",
      method: "GET",
      fields: [],
    })
    expect(sent).toBe("contact=%2B966500000001&method=MADA&action=pay")
  })

  it("understands an address that begins at the page's own server", async () => {
    answer.location = "/done"
    await expect(payOnHostedPage({ url: pageUrl, method: "GET" })).resolves.toMatchObject({
      url: new URL("/done", pageUrl).toString(),
    })
  })

  it("understands a form that takes the payer back", async () => {
    const after = `<form action="https://shop.example/back?a=1&amp;b=2" method="post">
      <input type="hidden" name="result" value="9"></form>`
    answer = { page: FORM, status: 200, after }
    await expect(payOnHostedPage({ url: pageUrl, method: "GET" })).resolves.toEqual({
      url: "https://shop.example/back?a=1&b=2",
      method: "POST",
      fields: [["result", "9"]],
    })
  })

  it("gives up on a page that asks without end", async () => {
    const choices = FORM.replace('value="pay"', 'value="choose"')
    answer = { page: choices, status: 200, after: choices }
    await expect(payOnHostedPage({ url: pageUrl, method: "GET" })).rejects.toThrow("more and more")
  })

  it("does not pay on a page without a way to pay", async () => {
    answer.page = "<p>This payment link has expired.</p>"
    await expect(payOnHostedPage({ url: pageUrl, method: "GET" })).rejects.toThrow(DemoError)
    expect(sent).toBe("")
  })

  it("says when the page keeps the payer", async () => {
    answer = { page: FORM, status: 409 }
    await expect(payOnHostedPage({ url: pageUrl, method: "GET" })).rejects.toThrow(
      "answered 409 to the payment"
    )
  })
})
