import { describeFaults } from "../describe-faults"
import { gateways } from "./gateways"

describe.each(gateways)("$name", describeFaults)
