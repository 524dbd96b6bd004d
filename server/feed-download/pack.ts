// How a download is packed: as the asker's program says it can unpack, with the least work, since a feed as text shrinks
// to a tenth at the lowest level already. The work itself is done beside the loop, in the threads of Node's zlib.

import type { Transform } from 'node:stream'
import { constants, createGzip, createZstdCompress } from 'node:zlib'

export type Packing = 'zstd' | 'gzip' | 'identity'

const LEVEL = 1
const PREFERRED: readonly Packing[] = ['zstd', 'gzip']

/** What an Accept-Encoding header allows; `identity` where it names neither, or is missing. */
export function packingFor(accepted: string | undefined): Packing {
  const allowed = new Set<string>()
  for (const part of (accepted ?? '').toLowerCase().split(',')) {
    const [name = '', ...settings] = part.split(';').map((piece) => piece.trim())
    if (!settings.some((setting) => /^q=0(\.0*)?$/.test(setting))) allowed.add(name)
  }
  return PREFERRED.find((packing) => allowed.has(packing)) ?? 'identity'
}

/** The packer of a stream, or null where it goes as it is. */
export function packer(packing: Packing): Transform | null {
  if (packing === 'gzip') return createGzip({ level: LEVEL })
  if (packing === 'zstd')
    return createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: LEVEL } })
  return null
}
