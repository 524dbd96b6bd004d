// Makes the golden records anew: `./node_modules/.bin/node test/golden/make-records.ts`. Only for a new version of the
// format, in files of their own: the ones that are here stand for records that are out there and must verify for ever.

import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportOfSealed, exportVouched, SEALED_STORIES, type SealedName } from '../support/sealed-story.ts'

const stories = Object.keys(SEALED_STORIES) as SealedName[]
const records = [
  ...stories.map((name) => [name, () => exportOfSealed(name)] as const),
  ['vouched-signed', exportVouched] as const,
]
for (const [name, make] of records) {
  const path = join(import.meta.dirname, `${name}.accord-record`)
  if (existsSync(path)) console.log(`${name}: kept as it is`)
  else writeFileSync(path, make())
}
