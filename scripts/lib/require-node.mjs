// Imported first by every script, for its effect: a Node that Medusa does not run on gets one
// sentence instead of a stack trace. The range is the one of package.json's "engines".
const [major, minor] = process.versions.node.split(".").map(Number)

if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)) {
  console.error(
    `Node ${process.versions.node} is not supported: Medusa needs Node 20 from 20.19, or 22.12 and newer.`
  )
  process.exit(1)
}
