// docs/policy.md, written from the policy table.

import { COMMAND_TYPES } from '../../support/sample-commands.ts'
import { commandRow } from '../../../server/policy/commands.ts'
import { FIELDS } from '../../../server/policy/fields.ts'
import { ROUTES } from '../../../server/policy/routes.ts'
import {
  type Answer,
  answerOf,
  type Asker,
  EVERYBODY,
  RELATIONS,
  type Row,
} from '../../../server/policy/table.ts'

const INTRODUCTION = `# Who may ask for what

Written from \`server/policy/\` by \`test/server/policy/table.test.ts\`, which fails when this page is not what the table
says. The server asks the same table before anything runs: \`field-gate.ts\` stands around every question, change and
stream, \`route-gate.ts\` before every route. What has no row is served to nobody: no server starts with it. A test walks
every cell against a running server (\`test/server/policy/walk.test.ts\`).

Each cell says what is answered about a room that is **own** / **foreign** / **missing** / **left** (the person was moved
to another account since). What is about no single room has one answer.

| in a cell | answered is |
| --- | --- |
| ✓ | what the asker's party may read of it: a customer the shared record alone |
| ∅ | exactly what is answered about something that is not there, byte for byte |
| no | that the role may not ask for this, whatever there is |
| sign in | that the session must be opened first |

For the provider's people nothing is foreign; an administrator's rooms are all foreign. NOBODY has no session: never
signed in, signed out, expired, revoked or deactivated. Who may give which command, and in which phase, is the law's own
table, \`domain/incident/permissions.ts\`, asked inside of the transaction; here it is only shown.

To add a row: for a field of \`schema.graphql\` in \`fields.ts\` (and the length of its lists in \`LIST_SIZES\`), for a route
in \`routes.ts\`; then write this page anew with \`npx vitest run -u --project unit test/server/policy/table.test.ts\`.
`

const SIGNS: Readonly<Record<Answer, string>> = {
  ANSWERED: '✓',
  AS_MISSING: '∅',
  NOT_PERMITTED: 'no',
  SIGN_IN: 'sign in',
}

function cell(row: Row, asker: Asker): string {
  const signs = RELATIONS.map((relation) => SIGNS[answerOf(row, asker, relation)])
  return new Set(signs).size === 1 ? (signs[0] ?? '') : signs.join(' ')
}

function tableOf(title: string, rows: readonly (readonly [string, Row])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    `## ${title}\n`,
    line(['', ...EVERYBODY]),
    line(['---', ...EVERYBODY.map(() => '---')]),
    ...rows.map(([name, row]) => line([`\`${name}\``, ...EVERYBODY.map((asker) => cell(row, asker))])),
    '',
  ].join('\n')
}

/** The whole page. */
export const policyPage = (): string =>
  [
    INTRODUCTION,
    tableOf('Questions, changes and streams', Object.entries(FIELDS)),
    tableOf(
      'Commands (of `submit`)',
      COMMAND_TYPES.map((type) => [type, commandRow(type)] as const),
    ),
    tableOf('Routes', Object.entries(ROUTES)),
  ].join('\n')
