import { Badge, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Gateway } from "../../lib/gateways-types"
import { useTexts } from "../../lib/use-texts"
import { SectionRow } from "../section"

/** The regions in which the gateway may be chosen; what keeps it from working there is a problem. */
export function RegionsRow({ gateway }: { readonly gateway: Gateway }) {
  const { t } = useTexts()
  const enabled = gateway.regions.filter(({ is_enabled: isEnabled }) => isEnabled)
  return (
    <SectionRow title={t("settings.regions.title")}>
      {enabled.map(({ id, name, currency_code: currency, countries, problem }) => (
        <Link
          key={id}
          to={`/settings/regions/${id}`}
          title={problem ?? countries.join(", ").toUpperCase()}
        >
          <Badge size="2xsmall" color={problem === null ? "grey" : "orange"}>
            {`${name} · ${currency.toUpperCase()}`}
          </Badge>
        </Link>
      ))}
      {enabled.length === 0 && (
        <Text size="small" className="text-pretty">
          {t(
            gateway.regions.length === 0 ? "settings.regions.none" : "settings.regions.notEnabled"
          )}
        </Text>
      )}
    </SectionRow>
  )
}
