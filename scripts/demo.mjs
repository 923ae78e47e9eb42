// `npm run demo`. The rest is loaded after the look at Node's version, because an old Node does not
// even understand it.
import "./lib/require-node.mjs"

await import("../demo/run.mjs")
