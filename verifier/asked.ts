// What is asked of a record besides whether it holds: whether its signatures hang on a certain root, and whether the
// provider's notes are the ones it pinned.

import type { Audited } from '../protocol/verify-record-internal.ts'
import type { RecordFacts } from '../protocol/verify-record-result.ts'
import type { VerifierWords } from './text/shape.ts'

export interface Answer {
  readonly holds: boolean
  readonly said: string
}

/** Every signature of every resolution, and the checkpoint, hang on this root; a record without any does not hold. */
export function rootAnswer(
  { resolutions, checkpoint }: RecordFacts,
  root: string,
  words: VerifierWords,
): Answer {
  const marks = resolutions.flatMap(({ signatures }) => signatures)
  const roots = [
    ...marks.map(({ certificate }) => certificate?.rootFingerprint),
    ...(checkpoint === null ? [] : [checkpoint.rootFingerprint]),
  ]
  const holds = marks.length > 0 && roots.every((each) => each === root)
  return { holds, said: holds ? words.rootHolds(root) : words.rootHoldsNot(root) }
}

export function auditAnswer(audited: Audited, words: VerifierWords): Answer {
  if (audited.ok) return { holds: true, said: words.auditHolds(audited.entries, audited.versions.join(', ')) }
  const { code, path, expected, found } = audited.fault
  const lines = [
    words.faults[code],
    `${words.place} ${path}`,
    `${words.expected} ${expected}`,
    `${words.found} ${found}`,
  ]
  return { holds: false, said: [words.auditHoldsNot, ...lines.map((line) => `  ${line}`)].join('\n') }
}
