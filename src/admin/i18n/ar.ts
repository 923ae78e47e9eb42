import type { Texts, Translation } from "./texts"
import { attempts } from "./ar/attempts"
import { common } from "./ar/common"
import { dashboard } from "./ar/dashboard"
import { events } from "./ar/events"
import { problems } from "./ar/problems"
import { settings } from "./ar/settings"
import { situation } from "./ar/situation"

export const ar: Translation<Texts> = {
  common,
  situation,
  attempts,
  events,
  settings,
  dashboard,
  problems,
}
