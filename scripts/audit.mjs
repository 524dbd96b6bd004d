// `npm run audit`: the auditor of a server's deadlines alone, for a machine on which the server is started by other
// means than `npm run serve`, or by a timer with `-- --once`. Installs what is missing and runs
// server/watch/audit-main.ts with the settings of the environment, which must be those of the server.

import { runInstead } from './run-process.mjs'
import { runStep } from './setup.mjs'

await runStep(() => runInstead(['server', 'watch', 'audit-main.ts']))
