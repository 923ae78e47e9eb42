import { Badge } from "@medusajs/ui"
import { CAPABILITIES, type Gateway } from "../../lib/gateways-types"
import { useTexts } from "../../lib/use-texts"
import { SectionRow } from "../section"
import { OptionsRow } from "./options-row"

/** What seldom changes of a gateway: what it takes and can do, and how it is configured. */
export function DetailsRows({ gateway }: { readonly gateway: Gateway }) {
  const { t } = useTexts()
  const { policies } = gateway
  const tolerance = policies.underpayment_tolerance_percent
  return (
    <>
      <SectionRow title={t("settings.regions.currencies")}>
        {gateway.currencies === null
          ? t("settings.regions.anyCurrency")
          : gateway.currencies.map((currency) => (
              <Badge key={currency} size="2xsmall">
                {currency.toUpperCase()}
              </Badge>
            ))}
      </SectionRow>
      <SectionRow title={t("settings.capabilities.title")}>
        {CAPABILITIES.filter((name) => gateway.capabilities[name]).map((name) => (
          <Badge key={name} size="2xsmall">
            {t(`settings.capabilities.${name}`)}
          </Badge>
        ))}
      </SectionRow>
      <SectionRow title={t("settings.orders.title")}>
        <ul className="flex flex-col gap-y-1 text-pretty">
          <li>{t(`settings.orders.deferred.${policies.deferred_order ? "yes" : "no"}`)}</li>
          <li>{t(`settings.orders.underpaid.${policies.underpaid}`)}</li>
          {/[1-9]/.test(tolerance) && (
            <li>{t("settings.orders.tolerance", { percent: tolerance })}</li>
          )}
          <li>{t(`settings.orders.overpaid.${policies.overpaid}`)}</li>
          <li>{t(`settings.orders.duplicate.${policies.duplicate}`)}</li>
        </ul>
      </SectionRow>
      <SectionRow title={t("settings.work.title")}>
        <span>{gateway.watched}</span>
        {gateway.checks_failing > 0 && (
          <Badge size="2xsmall" color="orange">
            {t("settings.work.failing", { number: gateway.checks_failing })}
          </Badge>
        )}
        {gateway.circuit !== "closed" && (
          <Badge size="2xsmall" color="red">
            {t("settings.work.paused")}
          </Badge>
        )}
      </SectionRow>
      <OptionsRow options={gateway.options} />
    </>
  )
}
