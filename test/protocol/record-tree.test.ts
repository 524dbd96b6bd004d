// The tree over the shared record against the definition of RFC 6962, written down once more from the other end: from
// the whole list down, where the product grows it from the leaves up.

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../protocol/crypto.ts'
import {
  EMPTY_TREE,
  grown,
  grownBy,
  internalCommitment,
  rootOf,
  sealedContent,
} from '../../protocol/record-tree.ts'

const sha = (...parts: readonly (string | Buffer)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

/** MTH of RFC 6962, section 2.1. */
function byTheBook(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves
  if (only === undefined) return sha('')
  if (leaves.length === 1) return sha(Buffer.of(0), only)
  let half = 1
  while (half * 2 < leaves.length) half *= 2
  return sha(Buffer.of(1), byTheBook(leaves.slice(0, half)), byTheBook(leaves.slice(half)))
}

describe('[RES-11] the tree over a record', () => {
  it('has the root that RFC 6962 says, whatever its size', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 70 }), (leaves) => {
        const tree = leaves.reduce(
          (grew, leaf) => grownBy(grew, Buffer.from(leaf).toString('hex')),
          EMPTY_TREE,
        )
        expect(rootOf(tree)).toBe(byTheBook(leaves.map((leaf) => Buffer.from(leaf))).toString('hex'))
        expect(tree.size).toBe(leaves.length)
      }),
      { numRuns: 60 },
    )
  })

  it('hides an entry behind its salt: the leaf is made of salt and content, and of nothing that can be tried out', () => {
    const salt = Buffer.alloc(16, 7)
    const content = { id: 'a', body: { type: 'MessagePosted', text: 'Yes.' } }
    const expected = sha(Buffer.of(2), salt, canonicalJson(content)).toString('hex')
    expect(sealedContent({ ...content, salt: salt.toString('base64url') })).toBe(expected)
    expect(sealedContent(content)).not.toBe(expected)
    expect(grown(EMPTY_TREE, { ...content, salt: salt.toString('base64url') }).peaks).toEqual([
      sha(Buffer.of(0), Buffer.from(expected, 'hex')).toString('hex'),
    ])
  })
})

it('[AUD-1] a commitment to internal notes is another for every secret', () => {
  const head = '0'.repeat(64)
  const secret = 'ab'.repeat(32)
  const expected = sha(Buffer.of(3), Buffer.from(secret, 'hex'), Buffer.from(head, 'hex')).toString('hex')
  expect(internalCommitment(secret, head)).toBe(expected)
  expect(internalCommitment('cd'.repeat(32), head)).not.toBe(expected)
})
