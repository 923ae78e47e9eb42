import { describeWebhooks } from "../describe-webhooks"
import { gateways } from "./gateways"

describe.each(gateways)("$name", describeWebhooks)
