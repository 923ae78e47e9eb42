import { RuleTester } from "eslint"
import noFloatMoney from "../no-float-money.mjs"

const never = [{ messageId: "never" }]
const money = [{ messageId: "money" }]

new RuleTester().run("no-float-money", noFloatMoney, {
  valid: [
    "BigInt(amount)",
    "Number(header)",
    "Number(response.status)",
    "Number.parseInt(retryAfter, 10)",
    "Math.floor(Math.random() * delay)",
    "Math.ceil((expiresAt - now) / 1000)",
    "+elapsed",
    "String(amount)",
    "amount.toDecimal()",
    { code: "holder.numeric", options: [{ allowNumeric: true }] },
  ],
  invalid: [
    { code: "parseFloat(text)", errors: never },
    { code: "Number.parseFloat(text)", errors: never },
    { code: "value.toFixed(2)", errors: never },
    { code: "value.toPrecision(3)", errors: never },
    { code: "bigNumber.toNumber()", errors: never },
    { code: "new BigNumber(total).numeric", errors: never },
    { code: "Number(amount)", errors: money },
    { code: "Number(invoice.total_amount)", errors: money },
    { code: "Number(String(session.amount ?? 0))", errors: money },
    { code: "Number.parseInt(price, 10)", errors: money },
    { code: "parseInt(payment.amount)", errors: money },
    { code: "Math.round(price * 100)", errors: money },
    { code: "Math.floor(convert(refund.value))", errors: money },
    { code: "+input.amount", errors: money },
  ],
})
