import { type FocusEvent, type RefObject, useEffect, useRef } from "react"

/** For the heading, and for the region around it. */
export interface AnnouncedState {
  readonly heading: RefObject<HTMLHeadingElement>
  readonly remember: (event: FocusEvent) => void
  readonly forget: (event: FocusEvent) => void
}

/**
 * Says a new state to screen readers, and keeps the keyboard's place: when what had the focus is
 * gone with the old state, the heading gets it.
 *
 * @param state the name of the state; when it changes, `announce` is called
 */
export function useAnnouncedState(state: string, announce: () => void): AnnouncedState {
  const heading = useRef<HTMLHeadingElement>(null)
  const focused = useRef<Element | null>(null)
  const shown = useRef(state)
  useEffect(() => {
    if (focused.current && !focused.current.isConnected) {
      focused.current = null
      heading.current?.focus()
    }
    if (shown.current !== state) {
      shown.current = state
      announce()
    }
  })
  return {
    heading,
    remember: ({ target }) => {
      focused.current = target
    },
    forget: ({ target }) => {
      // What is taken out of the page loses the focus without a word, or with this one.
      if (target.isConnected) {
        focused.current = null
      }
    },
  }
}
