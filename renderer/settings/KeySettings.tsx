// Single letters on or off, and other letters for the same acts (WCAG 2.1.4). Kept on this device.

import { createSignal, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { ActionId } from '../keys/action.ts'
import { keepLetters, letters } from '../keys/kept-letters.ts'
import { FIRST_LETTERS, lettered, letterOf, letterProblem, type LetterProblem } from '../keys/letters.ts'
import { useActions } from '../keys/registry.ts'
import { keysText, settingsText } from '../text/keys.ts'
import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Choice.tsx'
import { Field } from '../ui/Field.tsx'
import { Section } from './Section.tsx'
import styles from './Settings.module.css'

export function KeySettings(): JSX.Element {
  const { run } = useActions()
  const [changing, setChanging] = createSignal(false)
  const isChanged = () => Object.keys(letters().changed).length > 0
  return (
    <Section title={settingsText.keys}>
      <Check
        label={settingsText.letters}
        checked={letters().on}
        onChecked={(on) => keepLetters({ ...letters(), on })}
      />
      <p class="t2 s12">{settingsText.lettersWhy}</p>
      <Show when={letters().on && changing()}>
        <div class={styles['letters']}>
          <For each={lettered()}>{({ id, key }) => <LetterField id={id} shift={key.shift} />}</For>
        </div>
      </Show>
      <div class="row wrap">
        <Show when={letters().on}>
          <Button size="sm" aria-expanded={changing()} onClick={() => setChanging(!changing())}>
            {settingsText.changeLetters}
          </Button>
        </Show>
        <Show when={isChanged()}>
          <Button
            size="sm"
            variant="quiet"
            onClick={() => keepLetters({ ...FIRST_LETTERS, on: letters().on })}
          >
            {settingsText.resetLetters}
          </Button>
        </Show>
        <Button size="sm" variant="quiet" icon="key" onClick={() => void run('keys')}>
          {settingsText.allKeys}
        </Button>
      </div>
    </Section>
  )
}

function LetterField(props: { readonly id: ActionId; readonly shift: boolean }): JSX.Element {
  const [typed, setTyped] = createSignal<string | null>(null)
  const [problem, setProblem] = createSignal<LetterProblem | null>(null)
  const present = () => {
    const own = lettered().find(({ id }) => id === props.id)
    return own === undefined ? '' : letterOf(own.id, own.key, letters()).toUpperCase()
  }
  const words = () => {
    const found = problem()
    if (found === null) return undefined
    return found.kind === 'WRONG'
      ? settingsText.letterWrong
      : settingsText.letterTaken(keysText.actions[found.by])
  }
  const onText = (text: string) => {
    setTyped(text)
    if (text === '') return
    const found = letterProblem(props.id, text, letters())
    setProblem(found)
    if (found !== null) return
    keepLetters({ ...letters(), changed: { ...letters().changed, [props.id]: text.toLowerCase() } })
    setTyped(null)
  }
  return (
    <Field
      label={keysText.actions[props.id]}
      class={styles['letter']}
      prefix={props.shift ? '⇧' : undefined}
      value={typed() ?? present()}
      error={words()}
      maxLength={2}
      autocomplete="off"
      spellcheck={false}
      onFocus={(event) => event.currentTarget.select()}
      onText={onText}
    />
  )
}
