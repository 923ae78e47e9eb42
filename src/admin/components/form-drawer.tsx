import { Button, Drawer, InlineTip } from "@medusajs/ui"
import type { FormEvent, ReactNode } from "react"
import { describeFailure } from "../lib/describe-failure"
import { useTexts } from "../lib/use-texts"

interface FormDrawerProps {
  readonly title: string
  readonly description: string
  readonly submitLabel: string
  readonly isDanger?: boolean
  readonly isSending: boolean
  /** What the shop answered to the last try. */
  readonly error: unknown
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A drawer with a form: what is asked, what went wrong, and the buttons. */
export function FormDrawer(props: FormDrawerProps) {
  const { t } = useTexts()
  const { title, description, submitLabel, isDanger = false, isSending, error, children } = props
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onSubmit()
  }
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Drawer.Content>
        <form noValidate onSubmit={submit} className="flex flex-1 flex-col overflow-hidden">
          <Drawer.Header>
            <Drawer.Title>{title}</Drawer.Title>
            <Drawer.Description className="text-ui-fg-subtle txt-small">
              {description}
            </Drawer.Description>
          </Drawer.Header>
          <Drawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">
            {children}
            {error !== null && (
              <InlineTip variant="error" label={title} role="alert">
                {describeFailure(error, t)}
              </InlineTip>
            )}
          </Drawer.Body>
          <Drawer.Footer>
            <Drawer.Close asChild>
              <Button size="small" variant="secondary" type="button">
                {t("common.actions.cancel")}
              </Button>
            </Drawer.Close>
            <Button
              size="small"
              type="submit"
              variant={isDanger ? "danger" : "primary"}
              isLoading={isSending}
            >
              {submitLabel}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}
