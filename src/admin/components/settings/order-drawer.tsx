import { ArrowDownMini, ArrowUpMini } from "@medusajs/icons"
import { Badge, IconButton, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useSaveMethods } from "../../lib/gateways-api"
import type { Gateway } from "../../lib/gateways-types"
import { useTexts } from "../../lib/use-texts"
import { FormDrawer } from "../form-drawer"
import { byRank, changedRanks, moved } from "./method-order"

interface OrderDrawerProps {
  readonly gateways: readonly Gateway[]
  readonly onClose: () => void
}

/** In which order customers see the methods. */
export function OrderDrawer({ gateways, onClose }: OrderDrawerProps) {
  const { t } = useTexts()
  const save = useSaveMethods()
  const [order, setOrder] = useState(() => byRank(gateways))
  const submit = () =>
    save.mutate(changedRanks(order), {
      onSuccess: () => {
        toast.success(t("settings.order.saved"))
        onClose()
      },
    })
  return (
    <FormDrawer
      title={t("settings.order.title")}
      description={t("settings.order.hint")}
      submitLabel={t("common.actions.save")}
      isSending={save.isPending}
      error={save.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <ol className="divide-y rounded-lg border">
        {order.map((gateway, index) => (
          <li
            key={gateway.provider_id}
            data-provider={gateway.provider_id}
            className="flex items-center gap-x-2 px-4 py-2"
          >
            <Text size="small" weight="plus">
              {gateway.name}
            </Text>
            <Badge size="2xsmall">{gateway.id}</Badge>
            {gateway.method.is_hidden && (
              <Badge size="2xsmall" color="grey">
                {t("settings.state.hidden")}
              </Badge>
            )}
            <span className="ms-auto flex gap-x-1">
              <IconButton
                size="small"
                type="button"
                variant="transparent"
                disabled={index === 0}
                aria-label={t("settings.order.up", { name: gateway.id })}
                onClick={() => setOrder(moved(order, index, index - 1))}
              >
                <ArrowUpMini />
              </IconButton>
              <IconButton
                size="small"
                type="button"
                variant="transparent"
                disabled={index === order.length - 1}
                aria-label={t("settings.order.down", { name: gateway.id })}
                onClick={() => setOrder(moved(order, index, index + 1))}
              >
                <ArrowDownMini />
              </IconButton>
            </span>
          </li>
        ))}
      </ol>
    </FormDrawer>
  )
}
