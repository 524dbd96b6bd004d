// Unpacks the Chromium that comes inside an npm package, so that the browser tests run on a machine without one.
// The package's own unpacking is not used: it trusts a half-written browser in the temporary folder, and it unpacks
// the libraries only on its maker's servers. Here all of it goes to node_modules/.cache under the package's version,
// and gets its name only when it is complete.

import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { extract } from 'tar-fs'

const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache')

export interface PackedChromium {
  readonly executablePath: string
  readonly env: Record<string, string>
}

/** Takes about 5 s the first time and nothing later. Two processes may do it at once: the first to finish wins. */
export async function unpackChromium(): Promise<PackedChromium> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const packageFolder = dirname(dirname(entry))
  const folder = join(CACHE, `chromium-${await versionOf(packageFolder)}`)
  if (!existsSync(folder)) await unpack(join(packageFolder, 'bin'), folder)
  return { executablePath: join(folder, 'chromium'), env: environmentFor(folder) }
}

async function versionOf(packageFolder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'))
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest && manifest.version
  return typeof version === 'string' ? version : 'unknown'
}

async function unpack(packed: string, folder: string): Promise<void> {
  const unfinished = `${folder}.${process.pid}`
  await mkdir(join(unfinished, 'fonts'), { recursive: true })
  const inflate = (name: string, to: NodeJS.WritableStream) =>
    pipeline(createReadStream(join(packed, name)), createBrotliDecompress(), to)
  await Promise.all([
    inflate('chromium.br', createWriteStream(join(unfinished, 'chromium'), { mode: 0o755 })),
    inflate('al2023.tar.br', extract(unfinished)),
    inflate('swiftshader.tar.br', extract(unfinished)),
    inflate('fonts.tar.br', extract(join(unfinished, 'fonts'))),
  ])
  await writeFile(join(unfinished, 'fonts', 'fonts.conf'), fontsConfiguration(folder))
  await rename(unfinished, folder).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  })
}

function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fontcache')}</cachedir></fontconfig>
`
}

/** The product brings its own fonts; the packed one is for machines that would otherwise draw no text at all. */
function environmentFor(folder: string): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  const libraries = [join(folder, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':')
  return {
    ...Object.fromEntries(inherited),
    LD_LIBRARY_PATH: libraries,
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }),
  }
}
