// Why a resolution is sent back: ready-made reasons and the person's own words, as one text for the record (RES-8).

export interface Reason {
  readonly chosen: readonly string[]
  readonly words: string
}

export const NO_REASON: Reason = { chosen: [], words: '' }

/** A kept draft as a reason; what cannot be read is no reason. */
export function reasonFrom(content: string | null): Reason {
  if (content === null) return NO_REASON
  try {
    const kept = JSON.parse(content) as { chosen?: unknown; words?: unknown } | null
    const chosen = Array.isArray(kept?.chosen) ? kept.chosen : []
    return {
      chosen: chosen.filter((one): one is string => typeof one === 'string'),
      words: typeof kept?.words === 'string' ? kept.words : '',
    }
  } catch {
    return NO_REASON
  }
}

/** "SMTP still fails. Relay 3 still sees timeouts."; empty when nothing was chosen or written. */
export const reasonText = ({ chosen, words }: Reason): string =>
  [...chosen.map((one) => `${one}.`), words.trim()].filter((part) => part !== '').join(' ')

export const toggled = (reason: Reason, one: string): Reason => ({
  ...reason,
  chosen: reason.chosen.includes(one)
    ? reason.chosen.filter((other) => other !== one)
    : [...reason.chosen, one],
})
