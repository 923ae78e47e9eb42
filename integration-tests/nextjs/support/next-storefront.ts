import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { rmSync } from "node:fs"
import net, { type AddressInfo } from "node:net"
import path from "node:path"

const KEPT_CHARACTERS = 20_000

/** What the storefront is told of the shop. */
export interface NextShopAddress {
  readonly backendUrl: string
  readonly publishableKey: string
}

/** Medusa's Next.js starter, changed as docs/storefront-nextjs.md says, as `next start` serves it. */
export class NextStorefront {
  #child: ChildProcess | undefined

  private constructor(
    private readonly folder: string,
    private readonly port: number
  ) {}

  /** @param folder where `scripts/prove-nextjs.mjs` has installed it */
  static async at(folder: string): Promise<NextStorefront> {
    return new NextStorefront(folder, await freePort("localhost"))
  }

  get url(): string {
    return `http://localhost:${this.port}`
  }

  /** Builds it for this shop, whose products and regions it reads, and starts it. */
  async start(shop: NextShopAddress): Promise<void> {
    // It keeps what it has read of an earlier shop.
    rmSync(path.join(this.folder, ".next"), { recursive: true, force: true })
    const build = this.#run(["build"], shop)
    const { code, output } = await build.ended
    if (code !== 0) {
      throw new Error(`next build ended with ${code}:\n${output}`)
    }
    const server = this.#run(["start", "--hostname", "localhost", "--port", `${this.port}`], shop)
    const early = await Promise.race([server.isReady, server.ended])
    if (early) {
      throw new Error(`next start ended with ${early.code}:\n${early.output}`)
    }
  }

  async stop(): Promise<void> {
    const child = this.#child
    if (child?.exitCode === null && child.kill("SIGTERM")) {
      await once(child, "exit")
    }
  }

  #run(
    args: readonly string[],
    { backendUrl, publishableKey }: NextShopAddress
  ): {
    readonly isReady: Promise<undefined>
    readonly ended: Promise<{ readonly code: number | null; readonly output: string }>
  } {
    const program = path.join(this.folder, "node_modules/next/dist/bin/next")
    const child = spawn(process.execPath, [program, ...args], {
      cwd: this.folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        NEXT_PUBLIC_MEDUSA_BACKEND_URL: backendUrl,
        NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY: publishableKey,
        NEXT_PUBLIC_BASE_URL: this.url,
        // Payers come back without a country, and are led to this one first.
        NEXT_PUBLIC_DEFAULT_REGION: "us",
      },
    })
    this.#child = child
    let output = ""
    const isReady = new Promise<undefined>((resolve) => {
      const read = (chunk: Buffer) => {
        output = `${output}${chunk.toString()}`.slice(-KEPT_CHARACTERS)
        if (output.includes("Ready in")) {
          resolve(undefined)
        }
      }
      child.stdout.on("data", read)
      child.stderr.on("data", read)
    })
    const ended = once(child, "close").then(() => ({ code: child.exitCode, output }))
    return { isReady, ended }
  }
}

/** A port that nobody listens on now, for what has to be known before it is started. */
export async function freePort(host: string): Promise<number> {
  const probe = net.createServer().listen(0, host)
  await once(probe, "listening")
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, "close")
  return port
}
