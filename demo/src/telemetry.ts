import { mkdirSync, writeFileSync } from "node:fs"
import path from "node:path"

/**
 * What keeps Medusa's telemetry still, as environment: who tries a demo has not agreed to be
 * counted. The variable alone does not stop Medusa from leaving a sender process behind at every
 * end; its own settings file does. The person's settings in their home are left alone.
 */
export function withoutTelemetry(dataFolder: string): NodeJS.ProcessEnv {
  const settingsHome = path.join(dataFolder, "config")
  mkdirSync(path.join(settingsHome, "medusa"), { recursive: true })
  writeFileSync(
    path.join(settingsHome, "medusa", "config.json"),
    JSON.stringify({ telemetry: { enabled: false } })
  )
  return { MEDUSA_DISABLE_TELEMETRY: "true", XDG_CONFIG_HOME: settingsHome }
}
