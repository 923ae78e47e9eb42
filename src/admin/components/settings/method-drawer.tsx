import { Hint, Input, Label, Switch, Tabs, Textarea, toast } from "@medusajs/ui"
import { useId, useState } from "react"
import { documentDirection } from "../../lib/document-direction"
import { useSaveMethod } from "../../lib/gateways-api"
import { type Gateway, METHOD_LOCALES, type MethodLocale } from "../../lib/gateways-types"
import { useTexts } from "../../lib/use-texts"
import { FormDrawer } from "../form-drawer"
import {
  faultOf,
  faultyLocale,
  LONGEST_DESCRIPTION,
  LONGEST_TITLE,
  methodInput,
  textsOf,
} from "./method-form"

const LONGEST = { title: LONGEST_TITLE, description: LONGEST_DESCRIPTION }

interface MethodDrawerProps {
  readonly gateway: Gateway
  readonly onClose: () => void
}

/** Title and description per language, and whether customers are offered the method at all. */
export function MethodDrawer({ gateway, onClose }: MethodDrawerProps) {
  const { t } = useTexts()
  const ids = useId()
  const save = useSaveMethod(gateway.provider_id)
  const [texts, setTexts] = useState(() => textsOf(gateway.method))
  const [isShown, setIsShown] = useState(!gateway.method.is_hidden)
  const [locale, setLocale] = useState<MethodLocale>("en")
  const [isTried, setIsTried] = useState(false)

  const write = (name: "title" | "description", value: string) =>
    setTexts((before) => ({ ...before, [locale]: { ...before[locale], [name]: value } }))
  const submit = () => {
    setIsTried(true)
    const wrong = faultyLocale(texts)
    if (wrong) {
      setLocale(wrong)
      return
    }
    save.mutate(methodInput(texts, !isShown), {
      onSuccess: () => {
        toast.success(t("settings.method.saved"))
        onClose()
      },
    })
  }
  const fault = isTried ? faultOf(texts[locale]) : undefined
  const direction = locale === "ar" ? "rtl" : "ltr"

  return (
    <FormDrawer
      title={t("settings.method.drawerTitle", { name: gateway.name })}
      description={t("settings.method.hint")}
      submitLabel={t("common.actions.save")}
      isSending={save.isPending}
      error={save.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="flex items-start justify-between gap-x-4">
        <div className="flex flex-col gap-y-1">
          <Label htmlFor={`${ids}-shown`} size="small" weight="plus">
            {t("settings.method.show")}
          </Label>
          <Hint>{t("settings.method.showHint")}</Hint>
        </div>
        <Switch
          className="shrink-0"
          id={`${ids}-shown`}
          checked={isShown}
          onCheckedChange={setIsShown}
        />
      </div>
      <Tabs
        value={locale}
        dir={documentDirection()}
        onValueChange={(value) => setLocale(value as MethodLocale)}
      >
        <Tabs.List aria-label={t("settings.method.language")} className="flex-wrap">
          {METHOD_LOCALES.map((one) => (
            <Tabs.Trigger key={one} value={one}>
              {t(`settings.method.locales.${one}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value={locale} className="mt-4 flex flex-col gap-y-4">
          <div className="flex flex-col gap-y-2">
            <Label htmlFor={`${ids}-title`} size="small" weight="plus">
              {t("settings.method.titleLabel")}
            </Label>
            <Input
              id={`${ids}-title`}
              dir={direction}
              value={texts[locale].title}
              aria-invalid={fault === "title"}
              onChange={({ target }) => write("title", target.value)}
            />
          </div>
          <div className="flex flex-col gap-y-2">
            <Label htmlFor={`${ids}-description`} size="small" weight="plus">
              {t("settings.method.descriptionLabel")}
            </Label>
            <Textarea
              id={`${ids}-description`}
              dir={direction}
              value={texts[locale].description}
              aria-invalid={fault === "description"}
              onChange={({ target }) => write("description", target.value)}
            />
            <Hint>{t("settings.method.descriptionHint")}</Hint>
          </div>
          {fault && (
            <Hint variant="error" role="alert">
              {t("settings.method.tooLong", { number: LONGEST[fault] })}
            </Hint>
          )}
        </Tabs.Content>
      </Tabs>
    </FormDrawer>
  )
}
