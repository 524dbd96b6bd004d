// What a packaged program refuses to start with: the switches by which another program could look into it or drive it.
// The fuses of the package switch off Node's own; these are Chromium's, and a second look at Node's.

const REFUSED = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'debug',
  'debug-brk',
  'js-flags',
  'disable-web-security',
  'ignore-certificate-errors',
  'no-sandbox',
  'host-rules',
  'host-resolver-rules',
  'proxy-bypass-list',
  'auto-open-devtools-for-tabs',
] as const

/** The first switch of a command line that a packaged program does not start with; null when there is none. */
export function refusedSwitch(words: readonly string[]): string | null {
  for (const word of words) {
    const name = /^--?([a-z][a-z-]*)(=|$)/i.exec(word)?.[1]?.toLowerCase()
    const refused = REFUSED.find((one) => one === name)
    if (refused !== undefined) return refused
  }
  return null
}

/** Takes Electron's and Node's own debugging variables out of an environment, so that no process inherits them. */
export function dropDebugEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment))
    if (/^(ELECTRON_|NODE_OPTIONS$|NODE_DEBUG)/i.test(name)) delete environment[name]
}

/** Windows' sockets need SystemRoot; SQLite puts what it sorts on disk into the temporary folder. */
const PASSED_ON: readonly string[] = ['SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'TZ', 'LANG']

/** The little of this process's environment that a replica's process gets. */
export const environmentForReplica = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => PASSED_ON.includes(name)))
