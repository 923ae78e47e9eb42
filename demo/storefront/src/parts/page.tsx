import { type ReactNode, useEffect, useRef } from "react"
import { useWords } from "../language/use-language.js"

/** One page: its heading gets the focus, so that screen readers say where they are. */
export function Page({
  title,
  kind,
  children,
}: {
  readonly title: string
  /** A class of its own. */
  readonly kind?: string
  readonly children: ReactNode
}) {
  const { shop } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${shop.name}`
  }, [title, shop.name])
  useEffect(() => {
    if (window.history.length > 1) {
      heading.current?.focus({ preventScroll: true })
    }
    window.scrollTo(0, 0)
  }, [])
  return (
    <main id="content" className={`page ${kind ?? ""}`.trim()}>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </main>
  )
}
