import { findAddresses } from "../lock-file.mjs"

describe("findAddresses", () => {
  it("finds packages that name where they came from", () => {
    const packages = {
      "": {},
      "node_modules/axios": { resolved: "https://registry.example/axios.tgz" },
      "node_modules/zod": {},
      "node_modules/medusa-payment-gateways-demo": { resolved: "demo", link: true },
    }
    expect(findAddresses({ packages })).toEqual([
      "node_modules/axios: https://registry.example/axios.tgz",
    ])
  })
})
