// Holds the safety rules against the sources. A presence says what must be there at least once, since a guard that was
// taken out breaks no rule.

import { SAFETY_RULES } from './safety-rules.ts'
import { type Matcher, reaches, says } from './shape-matchers.ts'
import type { SourceFile } from './source-tree.ts'
import { shapesOf } from './syntax-tree.ts'

/** A guard that must be in force at least once in these files. */
export interface Presence {
  readonly name: string
  readonly point: number
  readonly requires: Matcher
}

const hears = (event: string): Presence => ({
  name: `${event} is refused for every page`,
  point: 5,
  requires: says(new RegExp(`^${event}$`)),
})

export const SAFETY_PRESENCES: readonly Presence[] = [
  { name: 'the sandbox is on for everything', point: 1, requires: reaches('enableSandbox') },
  hears('web-contents-created'),
  hears('will-navigate'),
  hears('will-redirect'),
  hears('will-frame-navigate'),
  hears('will-attach-webview'),
  { name: 'every page is refused a window', point: 5, requires: reaches('setWindowOpenHandler') },
  { name: 'permissions asked for are judged', point: 7, requires: reaches('setPermissionRequestHandler') },
  { name: 'permissions used are judged', point: 7, requires: reaches('setPermissionCheckHandler') },
  { name: 'devices are judged', point: 7, requires: reaches('setDevicePermissionHandler') },
  { name: 'downloads are judged', point: 7, requires: says(/^will-download$/) },
  { name: 'one program at a time', point: 11, requires: reaches('requestSingleInstanceLock') },
  { name: 'the kind of keyring is looked at', point: 12, requires: reaches('getSelectedStorageBackend') },
]

/** One sentence per broken rule and file, with the point of hardening. */
export function safetyViolations(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => /^(electron|renderer)\//.test(path))
    .flatMap(({ path, text }) => {
      const shapes = shapesOf(path, text)
      return SAFETY_RULES.filter(
        (rule) => rule.files.test(path) && rule.except?.test(path) !== true && shapes.some(rule.forbids),
      ).map((rule) => `${path} breaks “${rule.name}” (hardening point ${rule.point})`)
    })
}

/** The guards that no file of electron/ has. */
export function missingGuards(files: readonly SourceFile[]): readonly string[] {
  const shapes = files
    .filter(({ path }) => path.startsWith('electron/'))
    .flatMap(({ path, text }) => shapesOf(path, text))
  return SAFETY_PRESENCES.filter(({ requires }) => !shapes.some(requires)).map(({ name }) => name)
}
