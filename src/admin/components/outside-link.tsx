import { ArrowUpRightOnBox } from "@medusajs/icons"
import { useTexts } from "../lib/use-texts"

interface OutsideLinkProps {
  readonly href: string
  readonly label: string
}

/** Leads to a page of somebody else; only web addresses do. */
export function OutsideLink({ href, label }: OutsideLinkProps) {
  const { t } = useTexts()
  if (!/^https?:\/\//.test(href)) {
    return null
  }
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      title={label}
      aria-label={`${label} (${t("common.opensNewTab")})`}
      className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover focus-visible:shadow-borders-focus inline-flex shrink-0 rounded outline-none"
    >
      <ArrowUpRightOnBox />
    </a>
  )
}
