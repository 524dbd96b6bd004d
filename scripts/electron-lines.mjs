// Until when the line of Electron that the desktop is built on gets security fixes. Electron mends its newest three
// lines and begins one every eight weeks, so that a line has 24 weeks from its first stable release.
// Dates: `npm view electron time`.

const RELEASED = new Map([
  ['44', '2026-08-25'],
  ['45', '2026-10-21'],
])
const SUPPORTED_FOR_DAYS = 3 * 8 * 7
const DAY_MS = 86_400_000

/**
 * @param {string} version of Electron, such as "45.4.1"
 * @returns {string | null} the last day, such as "2027-04-07"; null for a line that is not in the table
 */
export function supportEnds(version) {
  const released = RELEASED.get(version.split('.')[0] ?? '')
  if (released === undefined) return null
  return new Date(Date.parse(released) + SUPPORTED_FOR_DAYS * DAY_MS).toISOString().slice(0, 10)
}
