/** Links within text: as readable as the text, and known by their line. */
export const LINK =
  "text-ui-fg-base hover:text-ui-fg-subtle focus-visible:shadow-borders-focus rounded underline underline-offset-2 outline-none"
