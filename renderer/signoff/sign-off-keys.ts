// The keys of the sign-off: Y and N choose, Ctrl or Cmd with Enter does what is chosen. Single letters act only outside
// of text fields.

import { isTyping } from '../keys/is-typing.ts'
import { letters } from '../keys/kept-letters.ts'
import { isSendKey } from '../ui/send-key.ts'
import type { SignOff } from './create-sign-off.ts'

/** A listener for keydown on the document. */
export function signOffKeys({ standing, answer }: SignOff): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.isComposing || event.defaultPrevented || standing().kind !== 'CHOOSE') return
    if (isSendKey(event)) {
      event.preventDefault()
      void (answer.choice() === 'YES' ? answer.sign() : answer.sendBack())
      return
    }
    const letter = event.key.toLowerCase()
    if (
      !letters().on ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      isTyping(event.target) ||
      (letter !== 'y' && letter !== 'n')
    )
      return
    event.preventDefault()
    answer.choose(letter === 'y' ? 'YES' : 'NO')
  }
}
