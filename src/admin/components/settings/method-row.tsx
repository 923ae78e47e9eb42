import { Button, StatusBadge, Text } from "@medusajs/ui"
import { useState } from "react"
import { type Gateway, METHOD_LOCALES } from "../../lib/gateways-types"
import { useTexts } from "../../lib/use-texts"
import { SectionRow } from "../section"
import { MethodDrawer } from "./method-drawer"

/** How shoppers see the gateway, and a drawer to change it. */
export function MethodRow({ gateway }: { readonly gateway: Gateway }) {
  const { t, language } = useTexts()
  const [isOpen, setIsOpen] = useState(false)
  const { texts, is_hidden: isHidden } = gateway.method
  const locale = METHOD_LOCALES.find((one) => language.startsWith(one)) ?? "en"
  const text = texts[locale] ?? texts.en ?? Object.values(texts)[0]
  return (
    <SectionRow title={t("settings.method.title")}>
      <StatusBadge color={isHidden ? "grey" : "green"}>
        {t(isHidden ? "settings.method.hidden" : "settings.method.visible")}
      </StatusBadge>
      <Button size="small" variant="secondary" className="ms-auto" onClick={() => setIsOpen(true)}>
        {t("settings.actions.editMethod")}
      </Button>
      <div className="w-full">
        <Text size="small" className={text?.title && "text-ui-fg-base"}>
          {text?.title ?? t("settings.method.noText", { name: gateway.name })}
        </Text>
        {text?.description && <Text size="small">{text.description}</Text>}
      </div>
      {isOpen && <MethodDrawer gateway={gateway} onClose={() => setIsOpen(false)} />}
    </SectionRow>
  )
}
