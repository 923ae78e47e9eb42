/** Menus and lists that open over the page do not know from where it is read. */
export function documentDirection(): "ltr" | "rtl" {
  return document.documentElement.dir === "rtl" ? "rtl" : "ltr"
}
