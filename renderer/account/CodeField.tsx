// A code as it is typed or pasted: one field, digits only, whatever stands between them. Filled in by the system where it
// has seen the mail. Complete, it is handed in by itself; it stays in the field until another is typed.

import { createSignal, onMount } from 'solid-js'
import type { JSX } from 'solid-js'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import styles from './SignIn.module.css'

export interface CodeFieldProps {
  readonly label: string
  readonly length: number
  readonly submit: string
  readonly busy: boolean
  readonly error: string | undefined
  readonly onCode: (code: string) => void
  /** Takes the focus when it appears; true unless something else is asked first. */
  readonly focus?: boolean
}

export function CodeField(props: CodeFieldProps): JSX.Element {
  const [typed, setTyped] = createSignal('')
  let form: HTMLFormElement | undefined
  const isWhole = () => typed().length === props.length
  const onText = (text: string) => {
    const before = typed()
    const digits = text.replaceAll(/\D/g, '').slice(0, props.length)
    setTyped(digits)
    // What was no digit stands in the field although the code has not changed.
    const input = form?.querySelector('input')
    if (input != null && input.value !== digits) input.value = digits
    if (isWhole() && digits !== before) props.onCode(digits)
  }
  onMount(() => {
    if (props.focus !== false) form?.querySelector('input')?.focus()
  })
  return (
    <form
      ref={form}
      novalidate
      class={styles['code']}
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole()) props.onCode(typed())
      }}
    >
      <Field
        label={props.label}
        size="lg"
        class={styles['digits'] ?? ''}
        autocomplete="one-time-code"
        inputMode="numeric"
        spellcheck={false}
        value={typed()}
        error={props.error}
        onText={onText}
      />
      <Button block type="submit" variant="primary" size="xl" disabled={!isWhole()} busy={props.busy}>
        {props.submit}
      </Button>
    </form>
  )
}
