import { Badge, Copy, Text } from "@medusajs/ui"
import type { AvailableGateway as Available } from "../../lib/gateways-types"
import { useTexts } from "../../lib/use-texts"
import { configurationSnippet } from "./configuration-snippet"

/** A gateway that could be configured: what it needs, and how that is written. */
export function AvailableGateway({ gateway }: { readonly gateway: Available }) {
  const { t } = useTexts()
  const snippet = configurationSnippet(gateway)
  return (
    <details className="group px-6 py-4" data-available={gateway.gateway}>
      <summary className="focus-visible:shadow-borders-focus flex cursor-pointer items-center gap-x-4 rounded-md outline-none">
        <Text size="small" weight="plus" as="span">
          {gateway.name}
        </Text>
        <Text size="small" as="span" className="text-ui-fg-interactive ms-auto">
          {t("settings.available.configure")}
        </Text>
      </summary>
      <div className="text-ui-fg-subtle mt-4 flex flex-col gap-y-3">
        <Names title={t("settings.available.required")} names={gateway.required} />
        <Names title={t("settings.available.optional")} names={gateway.optional} />
        <Text size="small">{t("settings.available.hint")}</Text>
        <div className="bg-ui-bg-subtle relative rounded-lg border" dir="ltr">
          <pre tabIndex={0} className="txt-compact-small overflow-x-auto p-4 font-mono">
            {snippet}
          </pre>
          <Copy
            content={snippet}
            aria-label={t("settings.available.copy")}
            className="text-ui-fg-muted absolute end-3 top-3"
          />
        </div>
      </div>
    </details>
  )
}

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  return (
    <div className="flex flex-wrap items-center gap-1">
      <Text size="small" as="span" className="me-1">
        {title}
      </Text>
      {names.map((name) => (
        <Badge key={name} size="2xsmall" className="font-mono" dir="ltr">
          {name}
        </Badge>
      ))}
    </div>
  )
}
