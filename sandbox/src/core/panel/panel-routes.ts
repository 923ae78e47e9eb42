import { htmlReply, type Route } from "../exchange-types"
import { panelPage } from "./panel-page"

/** The control panel at `/`. */
export function panelRoutes(): Route[] {
  return [{ method: "GET", path: "/", handle: () => htmlReply(panelPage()) }]
}
