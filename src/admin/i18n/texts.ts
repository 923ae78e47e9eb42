import type { en } from "./en"

/** Our texts stand apart from the dashboard's and from other plugins'. */
export const NAMESPACE = "paymentGateways"

/** The texts as English has them. */
export type Texts = typeof en

/** The same texts in another language: one that lacks a text does not compile. */
export type Translation<Tree> = {
  readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Translation<Tree[Key]>
}
