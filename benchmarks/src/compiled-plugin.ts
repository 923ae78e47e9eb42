import { createRequire } from "node:module"
import path from "node:path"

/** The plugin as `npm run build` publishes it: what is measured is the compiled code. */
export class CompiledPlugin {
  readonly #require: NodeJS.Require

  /** @param folder where `src` was compiled to */
  constructor(readonly folder: string) {
    this.#require = createRequire(path.join(folder, "index.js"))
  }

  /** The path of a part, e.g. `providers/streampay`, as a shop's configuration names it. */
  resolve(part: string): string {
    return path.join(this.folder, "src", part)
  }

  /** @typeParam Exports `typeof import("../../src/<part>")` */
  load<Exports>(part: string): Exports {
    return this.#require(this.resolve(part)) as Exports
  }
}
