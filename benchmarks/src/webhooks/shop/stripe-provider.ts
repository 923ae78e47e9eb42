import { stripeAtAddress } from "../../stripe-at-address"

export default stripeAtAddress(process.env.GATEWAY_URL ?? "")
