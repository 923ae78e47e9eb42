import { describePayments } from "../describe-payments"
import { gateways } from "./gateways"

describe.each(gateways)("$name", describePayments)
