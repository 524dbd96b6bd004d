// What the page is made of: elements with text in them, never markup from text.

type Part = string | HTMLElement

/** An element with its attributes and content; text becomes text. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  parts: readonly Part[] = [],
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value)
  made.append(...parts)
  return made
}

/** A choice of one, with its label. */
export function pick<Value extends string>(
  label: string,
  id: string,
  choices: readonly (readonly [Value, string])[],
  chosen: Value,
  onChoose: (value: Value) => void,
): HTMLElement {
  const options = choices.map(([value, name]) =>
    element('option', { value, lang: value, ...(value === chosen ? { selected: '' } : {}) }, [name]),
  )
  const select = element('select', { id }, options)
  select.addEventListener('change', () => {
    const found = choices[select.selectedIndex]
    if (found !== undefined) onChoose(found[0])
  })
  return element('label', { class: 'pick' }, [element('span', {}, [label]), select])
}
