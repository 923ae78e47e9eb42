import type { Texts, Translation } from "./texts"
import { attempts } from "./ptBR/attempts"
import { common } from "./ptBR/common"
import { dashboard } from "./ptBR/dashboard"
import { events } from "./ptBR/events"
import { problems } from "./ptBR/problems"
import { settings } from "./ptBR/settings"
import { situation } from "./ptBR/situation"

export const ptBR: Translation<Texts> = {
  common,
  situation,
  attempts,
  events,
  settings,
  dashboard,
  problems,
}
