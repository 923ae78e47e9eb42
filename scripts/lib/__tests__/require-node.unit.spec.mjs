import { spawnSync } from "node:child_process"

const module = new URL("../require-node.mjs", import.meta.url).href

function underNode(version) {
  const script = `
    Object.defineProperty(process.versions, "node", { value: "${version}" })
    await import("${module}")`
  return spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" })
}

describe("require-node", () => {
  it.each(["20.19.0", "22.12.0", "24.0.0"])("lets Node %s pass", (version) => {
    expect(underNode(version)).toMatchObject({ status: 0, stderr: "" })
  })

  it.each(["18.20.8", "20.18.3", "21.7.3", "22.11.0"])("refuses Node %s", (version) => {
    expect(underNode(version)).toMatchObject({
      status: 1,
      stderr: `Node ${version} is not supported: Medusa needs Node 20 from 20.19, or 22.12 and newer.\n`,
    })
  })
})
