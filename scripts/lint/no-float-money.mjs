const MONEY = /amount|price|total|money|minor|currency|refund|received|due$|^due|fee|balance/i
const ROUNDING = new Set(["round", "floor", "ceil", "trunc", "fround"])
const FLOAT_PARSERS = new Set(["parseFloat", "parseInt"])
const FLOAT_METHODS = new Set(["toFixed", "toPrecision", "toExponential", "toNumber"])

const nameOf = (node) =>
  node.type === "MemberExpression" ? node.property.name : node.type === "Identifier" && node.name

/** Whether an expression takes its value from something that is named like money. */
function isMoney(node) {
  switch (node?.type) {
    case "Identifier":
      return MONEY.test(node.name)
    case "MemberExpression":
      return (!node.computed && MONEY.test(node.property.name)) || isMoney(node.object)
    case "CallExpression":
      return isMoney(node.callee) || node.arguments.some(isMoney)
    case "BinaryExpression":
    case "LogicalExpression":
      return isMoney(node.left) || isMoney(node.right)
    case "ConditionalExpression":
      return isMoney(node.consequent) || isMoney(node.alternate)
    case "UnaryExpression":
    case "AwaitExpression":
    case "SpreadElement":
      return isMoney(node.argument)
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "ChainExpression":
      return isMoney(node.expression)
    case "TemplateLiteral":
      return node.expressions.some(isMoney)
    default:
      return false
  }
}

/** Money is a bigint of the currency's smallest unit; nothing may pass it through a float. */
const noFloatMoney = {
  meta: {
    type: "problem",
    schema: [
      {
        type: "object",
        // Medusa's BigNumber has its value as a float in `numeric`.
        properties: { allowNumeric: { type: "boolean" } },
        additionalProperties: false,
      },
    ],
    messages: {
      never: "{{name}} makes a float, and amounts have none: parse with core/money.",
      money: "This passes money through a float: keep it in Money, a bigint or a decimal string.",
    },
  },
  create(context) {
    const allowNumeric = context.options[0]?.allowNumeric === true
    return {
      CallExpression(node) {
        const { callee } = node
        const name = nameOf(callee)
        const owner = callee.type === "MemberExpression" ? nameOf(callee.object) : undefined
        if (name === "parseFloat" && (!owner || owner === "Number")) {
          context.report({ node, messageId: "never", data: { name } })
        } else if (owner !== undefined && FLOAT_METHODS.has(name)) {
          context.report({ node, messageId: "never", data: { name: `.${name}` } })
        } else if (
          ((!owner && name === "Number") ||
            ((!owner || owner === "Number") && FLOAT_PARSERS.has(name)) ||
            (owner === "Math" && ROUNDING.has(name))) &&
          node.arguments.some(isMoney)
        ) {
          context.report({ node, messageId: "money" })
        }
      },
      "UnaryExpression[operator='+']"(node) {
        if (isMoney(node.argument)) {
          context.report({ node, messageId: "money" })
        }
      },
      "MemberExpression[property.name='numeric']"(node) {
        if (!allowNumeric) {
          context.report({ node, messageId: "never", data: { name: ".numeric" } })
        }
      },
    }
  },
}

export default noFloatMoney
