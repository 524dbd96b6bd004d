// The words somebody typed into a command, so that what is refused keeps its text before the reader's eyes.

import type { PersonCommand } from '../../../domain/incident/commands.ts'
import { commandName } from '../../text/commands.ts'

const TYPED = [
  'text',
  'nature',
  'title',
  'steps',
  'statement',
  'reason',
  'information',
  'handOverNote',
] as const

/** Every text of the command, one a line; its name where there is none. */
export function commandWords(command: PersonCommand): string {
  const fields = command as unknown as Readonly<Record<string, unknown>>
  const texts = TYPED.map((name) => fields[name]).filter(
    (value): value is string => typeof value === 'string' && value !== '',
  )
  return texts.length === 0 ? commandName[command.type] : texts.join('\n')
}
