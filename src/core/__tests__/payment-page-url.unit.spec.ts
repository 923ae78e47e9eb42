import { ownPaymentPage, type PaymentPageOwner } from "../payment-page-url"

const vendor: PaymentPageOwner = {
  vendorDomains: ["vendor.example", "vendor.test"],
  baseUrl: "https://api.vendor.example",
}
const label: PaymentPageOwner = { ...vendor, baseUrl: "https://api.label.example:8443/v2" }
const local: PaymentPageOwner = { ...vendor, baseUrl: "http://127.0.0.1:4000/gateway" }
const chosen: PaymentPageOwner = { ...vendor, pageUrl: "https://pay.shop.example/hpp" }

describe("taken", () => {
  it.each([
    ["the vendor's domain", vendor, "https://vendor.example/pay/1"],
    ["a subdomain", vendor, "https://pay.vendor.example/1?x=1"],
    ["another domain of the vendor", vendor, "https://pay.vendor.test/1"],
    ["the API's own origin", label, "https://api.label.example:8443/pay/1"],
    ["the vendor's domain when the API is elsewhere", label, "https://pay.vendor.example/1"],
    ["this machine when the API is there", local, "http://localhost:5000/pay/1"],
    ["the merchant's page", chosen, "https://pay.shop.example/other?id=1"],
  ])("%s", (_, owner, text) => {
    expect(ownPaymentPage(text, owner)).toBe(text)
  })

  it("in its normal form", () => {
    expect(ownPaymentPage("https://PAY.vendor.example", vendor)).toBe("https://pay.vendor.example/")
  })
})

describe("not taken", () => {
  it.each([
    ["no address", vendor, "pay.vendor.example/1"],
    ["nothing", vendor, ""],
    ["http", vendor, "http://pay.vendor.example/1"],
    ["a script", vendor, "javascript://pay.vendor.example/%0aalert(1)"],
    ["a script on this machine", local, "javascript://localhost/%0aalert(1)"],
    ["a file", local, "file://localhost/etc/passwd"],
    ["a domain that only ends alike", vendor, "https://notvendor.example/1"],
    ["the vendor as a subdomain", vendor, "https://vendor.example.evil.example/1"],
    ["the vendor as a user name", vendor, "https://pay.vendor.example@evil.example/1"],
    ["credentials", vendor, "https://user:word@pay.vendor.example/1"],
    ["this machine when the API is the vendor's", vendor, "http://localhost:5000/pay/1"],
    ["this machine when the API is elsewhere", label, "http://localhost:5000/pay/1"],
    ["another port beside the API", label, "https://api.label.example/pay/1"],
    ["another host beside the API", label, "https://pay.label.example:8443/pay/1"],
    ["the merchant's host over http", chosen, "http://pay.shop.example/hpp"],
  ])("%s", (_, owner, text) => {
    expect(ownPaymentPage(text, owner)).toBeUndefined()
  })
})
