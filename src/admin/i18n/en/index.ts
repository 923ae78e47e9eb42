import { attempts } from "./attempts"
import { common } from "./common"
import { events } from "./events"
import { situation } from "./situation"

export const en = { common, situation, attempts, events }
