// `npm run serve`: the server alone, for real use. Installs and builds what is missing, then runs with the settings of
// the environment and nothing added to them: no demo people, no browser.

import { runServer } from './server-process.mjs'
import { prepare, runStep, say } from './setup.mjs'

await runStep(async () => {
  const node = prepare()
  say('starting the server')
  await runServer({
    node,
    settings: {},
    command: 'npm run serve',
    onReady: (address) => say(`ready at ${address}; Ctrl+C stops it`),
  })
})
