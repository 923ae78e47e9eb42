import fs from "node:fs"

/**
 * The patch that a guide shows, as one text for `git apply`.
 *
 * @param {string} file a Markdown file
 * @throws {Error} when it shows none
 */
export function readGuidePatch(file) {
  const guide = fs.readFileSync(file, "utf8")
  const parts = [...guide.matchAll(/^```diff\n([\s\S]*?)^```$/gm)].map(([, part]) => part)
  if (parts.length === 0) {
    throw new Error(`${file} shows no patch.`)
  }
  return parts.join("")
}

/** How many lines a patch adds and removes. */
export function changedLines(patch) {
  return patch.split("\n").filter((line) => /^[+-](?!(\+\+|--) )/.test(line)).length
}
