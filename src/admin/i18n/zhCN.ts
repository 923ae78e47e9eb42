import type { Texts, Translation } from "./texts"
import { attempts } from "./zhCN/attempts"
import { common } from "./zhCN/common"
import { dashboard } from "./zhCN/dashboard"
import { events } from "./zhCN/events"
import { problems } from "./zhCN/problems"
import { settings } from "./zhCN/settings"
import { situation } from "./zhCN/situation"

export const zhCN: Translation<Texts> = {
  common,
  situation,
  attempts,
  events,
  settings,
  dashboard,
  problems,
}
