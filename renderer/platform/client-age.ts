// Whether this program is still young enough: for the server, which may name the oldest that it takes, and for the
// security fixes of what it is built on, whose last day the desktop's build writes down.

import { compareVersions } from '../../protocol/version.ts'

/** This build's version, as vite.config.ts writes it in; empty while developing without it. */
export const BUILD_VERSION: string = import.meta.env['ACCORD_VERSION'] ?? ''

/** Whether the server takes only newer programs than this one; false where either version is unknown. */
export const isTooOld = (own: string, oldest: string | null): boolean =>
  oldest !== null && (compareVersions(own, oldest) ?? 0) < 0

/** Whether the last day with security fixes ("2027-04-07") is over; `now` in ms since 1970. */
export const isOutOfSupport = (ends: string | null, now: number): boolean =>
  ends !== null && now >= Date.parse(ends) + 86_400_000
