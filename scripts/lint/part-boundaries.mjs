import path from "node:path"

const SOURCE_ENTRIES = new Set(["sandbox/src", "sandbox/src/index"])

/**
 * The sandbox is written from the gateways' documents alone, so that a misreading in the plugin
 * shows: neither may see the other's inside. Everybody else uses the sandbox through its entry.
 */
const partBoundaries = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      sandboxSeesOthers:
        "The sandbox shares no code with the rest: it is written from the gateways' documents alone.",
      othersSeeSandbox: "Use the sandbox through its entry (sandbox/src/index), not its inside.",
      pluginSeesOthers: "The plugin is published alone: it cannot import {{part}}/.",
    },
  },
  create(context) {
    const root = context.cwd
    const file = path.relative(root, context.filename).split(path.sep).join("/")
    const ownPart = file.split("/")[0]

    function check(node, source) {
      if (typeof source?.value !== "string" || !source.value.startsWith(".")) {
        return
      }
      const target = path
        .relative(root, path.resolve(path.dirname(context.filename), source.value))
        .split(path.sep)
        .join("/")
        .replace(/\.[cm]?[jt]sx?$/, "")
      const part = target.split("/")[0]
      if (part === ownPart) {
        return
      }
      if (ownPart === "sandbox") {
        context.report({ node, messageId: "sandboxSeesOthers" })
      } else if (part === "sandbox" && !SOURCE_ENTRIES.has(target)) {
        context.report({ node, messageId: "othersSeeSandbox" })
      } else if (ownPart === "src" && !file.includes("/__tests__/")) {
        context.report({ node, messageId: "pluginSeesOthers", data: { part } })
      }
    }

    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      "CallExpression[callee.name='require']": (node) => check(node, node.arguments[0]),
    }
  },
}

export default partBoundaries
