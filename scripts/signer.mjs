// `npm run signer`: the process that has the issuing key, for a server that is set to ask it (ACCORD_SIGNER). Installs
// what is missing and runs server/keys/signer-main.ts with the settings of the environment.

import { runInstead } from './run-process.mjs'
import { runStep } from './setup.mjs'

await runStep(() => runInstead(['server', 'keys', 'signer-main.ts']))
