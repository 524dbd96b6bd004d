// Why a resolution is sent back: ready-made reasons and the person's own words, as one text for the record (RES-8). A
// ready-made one is kept by its name, so that it stays chosen when the language changes; the text is made when it is sent.

import { signoffText } from '../text/signoff.ts'

export const REASONS = ['API', 'SMTP', 'WORKAROUND', 'STATEMENT', 'TIME'] as const

export type ReadyReason = (typeof REASONS)[number]

export interface Reason {
  readonly chosen: readonly ReadyReason[]
  readonly words: string
}

export const NO_REASON: Reason = { chosen: [], words: '' }

/** A kept draft as a reason; what cannot be read is no reason. */
export function reasonFrom(content: string | null): Reason {
  if (content === null) return NO_REASON
  try {
    const kept = JSON.parse(content) as { chosen?: unknown; words?: unknown } | null
    const chosen: readonly unknown[] = Array.isArray(kept?.chosen) ? kept.chosen : []
    return {
      chosen: chosen.filter(isReady),
      words: typeof kept?.words === 'string' ? kept.words : '',
    }
  } catch {
    return NO_REASON
  }
}

/** "SMTP still fails. Relay 3 still sees timeouts."; empty when nothing was chosen or written. */
export const reasonText = ({ chosen, words }: Reason): string =>
  [...chosen.map((one) => `${signoffText.reasons[one]}.`), words.trim()]
    .filter((part) => part !== '')
    .join(' ')

const isReady = (one: unknown): one is ReadyReason => REASONS.some((known) => known === one)

export const toggled = (reason: Reason, one: ReadyReason): Reason => ({
  ...reason,
  chosen: reason.chosen.includes(one)
    ? reason.chosen.filter((other) => other !== one)
    : [...reason.chosen, one],
})
