import { describe } from "@jest/globals"
import { describeSetUp } from "../describe-set-up"
import { gateways } from "./gateways"

describe.each(gateways)("$name", describeSetUp)
