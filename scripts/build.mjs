// `npm run build`: installs what is missing and builds the browser edition into out/renderer, current or not.

import { prepare, runStep, say } from './setup.mjs'

await runStep(() => {
  prepare({ rebuild: true })
  say('built into out/renderer')
})
