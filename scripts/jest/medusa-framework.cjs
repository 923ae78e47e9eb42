// Of Medusa's framework unit tests use the container and the logger, and not its HTTP server.
const path = require("node:path")
const partsOf = require("./parts-of.cjs")

const dist = path.join(__dirname, "../../node_modules/@medusajs/framework/dist")

module.exports = partsOf(
  { container: path.join(dist, "container.js"), logger: path.join(dist, "logger/index.js") },
  () => require(path.join(dist, "index.js"))
)
