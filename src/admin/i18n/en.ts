import { attempts } from "./en/attempts"
import { common } from "./en/common"
import { dashboard } from "./en/dashboard"
import { events } from "./en/events"
import { problems } from "./en/problems"
import { settings } from "./en/settings"
import { situation } from "./en/situation"

export const en = { common, situation, attempts, events, settings, dashboard, problems }
