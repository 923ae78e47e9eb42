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
  let answer: { page: string; status: number; location?: string }

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
        response.end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const address = server.address()
    pageUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/pay/1`
  })

  afterEach(() => new Promise((resolve) => server.close(resolve)))

  it("presses Pay and gives where the payer is sent", async () => {
    await expect(payOnHostedPage(pageUrl)).resolves.toBe("https://shop.example/back?status=paid")
    expect(sent).toBe("contact=%2B966500000001&method=MADA&action=pay")
  })

  it("understands an address that begins at the page's own server", async () => {
    answer.location = "/done"
    await expect(payOnHostedPage(pageUrl)).resolves.toBe(new URL("/done", pageUrl).toString())
  })

  it("does not pay on a page without a way to pay", async () => {
    answer.page = "<p>This payment link has expired.</p>"
    await expect(payOnHostedPage(pageUrl)).rejects.toThrow(DemoError)
    expect(sent).toBe("")
  })

  it("says when the page keeps the payer", async () => {
    answer = { page: FORM, status: 409 }
    await expect(payOnHostedPage(pageUrl)).rejects.toThrow("answered 409 to the payment")
  })
})
