// A picture of a few hundred pixels as PNG, for icons that are drawn while the program runs. The form is fixed on
// every platform, which raw bitmaps are not.

import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const BYTES_A_PIXEL = 4
const RGBA = 6
const BITS_A_CHANNEL = 8

/** A square of RGBA pixels (not premultiplied, row by row) as the bytes of a PNG file. */
export function pngOf(pixels: Uint8Array, size: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header[8] = BITS_A_CHANNEL
  header[9] = RGBA
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(unfilteredRows(pixels, size))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Each row begins with the number of its filter: 0, none. */
function unfilteredRows(pixels: Uint8Array, size: number): Buffer {
  const width = size * BYTES_A_PIXEL
  const rows = Buffer.alloc((width + 1) * size)
  for (let y = 0; y < size; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  return rows
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
