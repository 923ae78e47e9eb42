import type { Texts, Translation } from "./texts"
import { attempts } from "./es/attempts"
import { common } from "./es/common"
import { dashboard } from "./es/dashboard"
import { events } from "./es/events"
import { problems } from "./es/problems"
import { settings } from "./es/settings"
import { situation } from "./es/situation"

export const es: Translation<Texts> = {
  common,
  situation,
  attempts,
  events,
  settings,
  dashboard,
  problems,
}
