import { Text } from "@medusajs/ui"
import type { GatewayOption } from "../../lib/gateways-types"
import { useTexts } from "../../lib/use-texts"
import { SectionRow } from "../section"

interface OptionsRowProps {
  readonly options: readonly GatewayOption[]
}

/** The gateway's options by name; of a secret, only whether it is set. */
export function OptionsRow({ options }: OptionsRowProps) {
  const { t } = useTexts()
  const shownValue = ({ kind, is_set: isSet, value }: GatewayOption) => {
    if (!isSet) {
      return t("settings.options.notSet")
    }
    return kind === "secret" || value === undefined ? t("settings.options.set") : String(value)
  }
  return (
    <SectionRow title={t("settings.options.title")} wide>
      <Text size="small">{t("settings.options.hint")}</Text>
      <dl className="bg-ui-bg-subtle grid w-full grid-cols-1 gap-x-8 rounded-lg border px-4 py-2 md:grid-cols-2">
        {options.map((option) => (
          <div key={option.name} className="flex min-w-0 justify-between gap-x-4 py-1">
            <dt dir="ltr" className="txt-compact-small font-mono">
              {option.name}
            </dt>
            <dd
              dir={option.kind === "value" && option.is_set ? "ltr" : undefined}
              title={option.value === undefined ? undefined : String(option.value)}
              className={
                option.is_set
                  ? "txt-compact-small text-ui-fg-base truncate"
                  : "txt-compact-small text-ui-fg-muted truncate"
              }
            >
              {shownValue(option)}
            </dd>
          </div>
        ))}
      </dl>
    </SectionRow>
  )
}
