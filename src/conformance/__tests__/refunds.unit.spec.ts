import { describeRefunds } from "../describe-refunds"
import { gateways } from "./gateways"

describe.each(gateways)("$name", describeRefunds)
