import type { Texts, Translation } from "../texts"
import { attempts } from "./attempts"
import { common } from "./common"
import { events } from "./events"
import { situation } from "./situation"

export const zhCN: Translation<Texts> = { common, situation, attempts, events }
