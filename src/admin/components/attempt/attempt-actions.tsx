import {
  ArrowDownTray,
  ArrowPath,
  ArrowUturnLeft,
  Bolt,
  EllipsisHorizontal,
  PencilSquare,
} from "@medusajs/icons"
import { DropdownMenu, IconButton, toast } from "@medusajs/ui"
import { type ReactNode, useState } from "react"
import type { AttemptDetail, EventPage } from "../../lib/api-types"
import { downloadSupportBundle, useCheckAttempt } from "../../lib/attempts-api"
import { describeFailure } from "../../lib/describe-failure"
import { documentDirection } from "../../lib/document-direction"
import { useReplayEvents } from "../../lib/events-api"
import { read } from "../../lib/request"
import { useTexts } from "../../lib/use-texts"
import { RefundDrawer } from "./refund-drawer"
import { ResolveDrawer } from "./resolve-drawer"

interface AttemptActionsProps {
  readonly attempt: AttemptDetail
}

/** What can be done about a payment. */
export function AttemptActions({ attempt }: AttemptActionsProps) {
  const { t } = useTexts()
  const [open, setOpen] = useState<"refund" | "resolve">()
  const check = useCheckAttempt(attempt.id)
  const replay = useReplayEvents()
  const fail = (error: unknown) => toast.error(describeFailure(error, t))
  const [way] = attempt.resolutions
  const { refund } = attempt

  const checkNow = () =>
    check.mutate(undefined, {
      onSuccess: ({ attempt: read }) =>
        toast.success(
          t("attempts.done.checked", { state: t(`situation.badge.${read.situation.code}`) })
        ),
      onError: fail,
    })

  const replayLast = async () => {
    try {
      const { events } = await read<EventPage>("/events", { attempt_id: attempt.id, limit: 1 })
      if (events.length === 0) {
        toast.info(t("attempts.done.noEvents"))
        return
      }
      await replay.mutateAsync(events.map(({ id }) => id))
      toast.success(t("attempts.done.replayed"))
    } catch (error) {
      fail(error)
    }
  }

  return (
    <>
      <DropdownMenu dir={documentDirection()}>
        <DropdownMenu.Trigger asChild>
          <IconButton size="small" variant="transparent" aria-label={t("common.actions.more")}>
            <EllipsisHorizontal />
          </IconButton>
        </DropdownMenu.Trigger>
        <DropdownMenu.Content>
          <Item
            icon={<ArrowPath />}
            label={t("attempts.actions.check")}
            isDisabled={check.isPending}
            onSelect={checkNow}
          />
          {way && (
            <Item
              icon={<PencilSquare />}
              label={t("attempts.actions.resolve")}
              onSelect={() => setOpen("resolve")}
            />
          )}
          <Item
            icon={<ArrowUturnLeft />}
            label={t("attempts.actions.refund")}
            isDisabled={!refund.possible}
            reason={refund.reason_code && t(`attempts.refund.obstacles.${refund.reason_code}`)}
            onSelect={() => setOpen("refund")}
          />
          <DropdownMenu.Separator />
          <Item
            icon={<Bolt />}
            label={t("attempts.actions.replay")}
            isDisabled={attempt.events === 0 || replay.isPending}
            reason={attempt.events === 0 ? t("attempts.done.noEvents") : undefined}
            onSelect={() => void replayLast()}
          />
          <Item
            icon={<ArrowDownTray />}
            label={t("attempts.actions.bundle")}
            onSelect={() => void downloadSupportBundle(attempt.id).catch(fail)}
          />
        </DropdownMenu.Content>
      </DropdownMenu>
      {open === "refund" && <RefundDrawer attempt={attempt} onClose={() => setOpen(undefined)} />}
      {open === "resolve" && way && (
        <ResolveDrawer attempt={attempt} first={way} onClose={() => setOpen(undefined)} />
      )}
    </>
  )
}

interface ItemProps {
  readonly icon: ReactNode
  readonly label: string
  readonly isDisabled?: boolean
  /** Why it cannot be done. */
  readonly reason?: string
  readonly onSelect: () => void
}

function Item({ icon, label, isDisabled = false, reason, onSelect }: ItemProps) {
  return (
    <DropdownMenu.Item
      disabled={isDisabled}
      onSelect={onSelect}
      className="[&_svg]:text-ui-fg-subtle flex max-w-72 items-center gap-x-2"
    >
      {icon}
      <span className="flex min-w-0 flex-col">
        <span>{label}</span>
        {reason && (
          <span className="txt-compact-xsmall text-ui-fg-subtle text-pretty">{reason}</span>
        )}
      </span>
    </DropdownMenu.Item>
  )
}
