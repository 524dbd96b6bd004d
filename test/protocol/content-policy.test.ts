// The content policies of both editions, word for word, as the browser is told them.

import { describe, expect, it } from 'vitest'
import { contentDirectives, contentPolicy } from '../../protocol/content-policy.ts'

const SHARED_END =
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"

describe('the content policy', () => {
  it('of the desktop loads its own files, connects to nobody else, and makes markup of templates alone', () => {
    expect(contentPolicy(contentDirectives('desktop'))).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; ${SHARED_END}; trusted-types solid`,
    )
  })

  it('of the browser adds what its replica needs: WebAssembly, a worker, and their addresses', () => {
    expect(contentPolicy(contentDirectives('browser'))).toBe(
      `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; ${SHARED_END}; trusted-types solid accord-scripts`,
    )
  })

  it.each(['browser', 'desktop'] as const)(
    'of the %s allows nothing inline and no code from text',
    (edition) => {
      expect(contentPolicy(contentDirectives(edition))).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|https?:/)
    },
  )
})
