import { useWords } from "./language/use-language.js"

/** A product's words in the shop's language; where there are none, staff's own. */
export function useProductWords() {
  const { catalogue, choices } = useWords()
  return {
    titleOf: (handle: string | null | undefined, title: string) =>
      catalogue[handle ?? ""]?.title ?? title,
    textOf: (handle: string | null | undefined, text: string | null | undefined) =>
      catalogue[handle ?? ""]?.text ?? text ?? "",
    choiceOf: (name: string | null | undefined) => choices[name ?? ""] ?? name ?? "",
  }
}
