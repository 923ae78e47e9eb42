import { htmlPage } from "../html"

/** The control panel. */
export function panelPage(): string {
  return htmlPage({ title: "Payment gateways sandbox", style: "", body: "<main></main>" })
}
