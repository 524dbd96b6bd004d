// Begins a call by key: through a link, as a press of a call button does, so that the desktop hands it to the system
// and a browser to whatever telephone it has.

/** `number` as E.164. */
export function dial(number: string): void {
  const link = document.createElement('a')
  link.href = `tel:${number}`
  document.body.append(link)
  link.click()
  link.remove()
}
