import fs from "node:fs"
import path from "node:path"
import { isGateway } from "../is-gateway.js"

const gateways = fs
  .readdirSync(path.join(__dirname, "../../../../src/providers"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith("__"))
  .map(({ name }) => name)

describe("isGateway", () => {
  it.each(gateways)("knows %s by any id", (gateway) => {
    expect(isGateway({ provider_id: `pp_${gateway}_${gateway}` })).toBe(true)
    expect(isGateway({ provider_id: `pp_${gateway}_another` })).toBe(true)
  })

  it.each(["pp_stripe_stripe", "pp_system_default", "pp_streampayment_x", "streampay", ""])(
    "leaves %j to others",
    (provider) => expect(isGateway({ provider_id: provider })).toBe(false)
  )

  it.each([undefined, null])("takes no session for none of ours", (session) => {
    expect(isGateway(session)).toBe(false)
  })
})
