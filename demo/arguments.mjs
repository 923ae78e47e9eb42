// Plain JavaScript with Node's own modules only: `npm run demo -- --help` answers on a fresh clone,
// before anything is installed. `util` as a whole, because an old Node lacks some of its names.
import path from "node:path"
import util from "node:util"

/** What listens on a port of its own, with the flag and the variable that choose another port. */
const PORTS = {
  medusa: { name: "Medusa", flag: "medusa-port", variable: "DEMO_MEDUSA_PORT", port: 9000 },
  sandbox: { name: "the sandbox", flag: "sandbox-port", variable: "DEMO_SANDBOX_PORT", port: 4010 },
  storefront: {
    name: "the storefront page",
    flag: "storefront-port",
    variable: "DEMO_STOREFRONT_PORT",
    port: 8000,
  },
}

const text = { type: /** @type {const} */ ("string") }
const flag = { type: /** @type {const} */ ("boolean") }

export const HELP = `Usage: npm run demo [-- <options>]

Starts Postgres, Medusa with its admin and simulated payment gateways on this machine, fills a
demo shop, and buys with every gateway. Then it stays up until Ctrl-C.

Options
  --once                    end after the purchases, with exit code 0 or 1
${Object.values(PORTS)
  .map((entry) => `  --${entry.flag} <port>`.padEnd(28) + `port of ${entry.name} (${entry.port})`)
  .join("\n")}
  --data <folder>           where the database and the log are kept (.demo)
  --help                    this text

The same by environment: ${Object.values(PORTS)
  .map(({ variable }) => variable)
  .join(", ")}, DEMO_DATA.
Delete the data folder to begin with an empty shop.
`

/** A wrong argument, in one sentence. */
export class ArgumentError extends Error {
  name = "ArgumentError"
}

/**
 * What to run, from the command line and, where that is silent, from the environment.
 *
 * @param {string[]} args without node and the script
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root the project's folder, which a relative data folder starts from
 * @returns {{ help: true } | import("./src/settings").DemoOptions}
 * @throws {ArgumentError}
 */
export function readArguments(args, env, root) {
  const values = parse(args)
  if (values.help) {
    return { help: true }
  }
  const port = (entry) => ({ ...entry, port: readPort(entry, values[entry.flag], env) })
  return {
    once: values.once ?? false,
    dataFolder: path.resolve(root, values.data || env.DEMO_DATA || ".demo"),
    ports: {
      medusa: port(PORTS.medusa),
      sandbox: port(PORTS.sandbox),
      storefront: port(PORTS.storefront),
    },
  }
}

function parse(args) {
  const portFlags = Object.values(PORTS).map((entry) => [entry.flag, text])
  const options = {
    once: flag,
    help: { ...flag, short: "h" },
    data: text,
    ...Object.fromEntries(portFlags),
  }
  try {
    return util.parseArgs({ args, options }).values
  } catch (error) {
    throw new ArgumentError(`${error.message.split(/[.\n]/)[0]}; --help lists the options.`)
  }
}

function readPort({ name, flag, variable, port }, argument, env) {
  const given = argument ?? env[variable]
  if (given === undefined || given === "") {
    return port
  }
  if (!/^\d{1,5}$/.test(given) || Number(given) < 1 || Number(given) > 65535) {
    const source = argument === undefined ? variable : `--${flag}`
    throw new ArgumentError(
      `${source} is "${given}", but the port of ${name} is a number from 1 to 65535.`
    )
  }
  return Number(given)
}
