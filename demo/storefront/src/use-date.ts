import { useWords } from "./language/use-language.js"

/** Writes a day in the shop's language. */
export function useDate(): (moment: string | Date) => string {
  const { code } = useWords()
  return (moment) =>
    new Date(moment).toLocaleDateString(code, { year: "numeric", month: "long", day: "numeric" })
}
