/** Reads what was typed into a form's fields, by their names. */
export function readForm(form: HTMLFormElement): (name: string) => string {
  const answers = new FormData(form)
  return (name) => {
    const answer = answers.get(name)
    return typeof answer === "string" ? answer : ""
  }
}
