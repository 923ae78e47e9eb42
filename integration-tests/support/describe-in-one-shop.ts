import { readdirSync } from "node:fs"
import path from "node:path"
import { inOneShop } from "./gateway-shop"

const FOLDER = path.resolve(__dirname, "../one-shop")

/**
 * Runs a part of the files of `one-shop` in one Medusa, which takes longer to come up than most of
 * them take. Each test has the shop's first database, whichever file it is from.
 *
 * @param part which of the parts, from 0
 */
export function describeInOneShop(part: number, parts: number): void {
  const files = readdirSync(FOLDER)
    .sort()
    .filter((_, index) => index % parts === part)
  inOneShop(() => {
    for (const file of files) {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- tests are described while a file loads
      describe(file, () => void require(path.join(FOLDER, file)))
    }
  })
}
