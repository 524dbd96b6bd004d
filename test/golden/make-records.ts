// Makes the golden records anew: `./node_modules/.bin/node test/golden/make-records.ts`. Only for a new version of the
// format, in files of their own: the ones that are here stand for records that are out there and must verify for ever.

import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportOfSealed, SEALED_STORIES, type SealedName } from '../support/sealed-story.ts'

for (const name of Object.keys(SEALED_STORIES) as SealedName[]) {
  const path = join(import.meta.dirname, `${name}.accord-record`)
  if (existsSync(path)) console.log(`${name}: kept as it is`)
  else writeFileSync(path, exportOfSealed(name))
}
