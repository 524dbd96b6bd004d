// What a browser is told about somebody else's file, so that it keeps it and never runs or shows it (I28): a download
// under a harmless name, of a type that was not guessed, in an origin of its own, kept by no cache.

import { harmlessFileName } from '../../protocol/file-name.ts'

/** Types that can do nothing by themselves; every other one, and text that could be a page, is a row of bytes. */
const HARMLESS_TYPES: ReadonlyMap<string, string> = new Map([
  ['application/pdf', 'application/pdf'],
  ['image/gif', 'image/gif'],
  ['image/jpeg', 'image/jpeg'],
  ['image/png', 'image/png'],
  ['image/webp', 'image/webp'],
  ['text/csv', 'text/csv; charset=utf-8'],
  ['text/plain', 'text/plain; charset=utf-8'],
])
const BYTES = 'application/octet-stream'

export function downloadHeaders(name: string, mediaType: string, size: number): Record<string, string> {
  return {
    'content-type': HARMLESS_TYPES.get(plainType(mediaType)) ?? BYTES,
    'content-length': String(size),
    'content-disposition': dispositionOf(harmlessFileName(name)),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
}

/** "Text/CSV; header=present" is "text/csv". */
const plainType = (mediaType: string): string => mediaType.split(';')[0]?.trim().toLowerCase() ?? ''

/** RFC 6266: letters of the plainest kind for old readers, the whole name for all others. */
function dispositionOf(name: string): string {
  const plain = name.replace(/[^ A-Za-z0-9._()-]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded(name)}`
}

/** RFC 8187; encodeURIComponent leaves four characters that must be encoded too. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
