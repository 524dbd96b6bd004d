// How times that run are written: mm:ss, from one hour h:mm:ss. A countdown rounds up, so it starts at the full promise
// and shows 00:00 only at the end; an elapsed time rounds down. Both parties must read the same string, so nothing here
// depends on a language or a zone. All inputs are milliseconds.

const SECOND = 1000
const HOUR_SECONDS = 3600

const two = (n: number): string => String(n).padStart(2, '0')

function clockText(seconds: number): string {
  const minutes = two(Math.floor(seconds / 60) % 60)
  const hours = Math.floor(seconds / HOUR_SECONDS)
  return hours > 0 ? `${hours}:${minutes}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** Time left, rounded up to a whole second; 00:00 once nothing is left. */
export function countdownText(remainingMs: number): string {
  return clockText(Math.max(0, Math.ceil(remainingMs / SECOND)))
}

/** Time passed, rounded down to a whole second. */
export function elapsedText(passedMs: number): string {
  return clockText(Math.max(0, Math.floor(passedMs / SECOND)))
}

/** Time passed with its hours always shown, "0:53:26", for clocks that run for long. */
export function longElapsedText(passedMs: number): string {
  const text = elapsedText(passedMs)
  return text.length > 5 ? text : `0:${text}`
}

/** How late a promise is, "+02:13", rounded down. */
export function lateText(lateMs: number): string {
  return `+${elapsedText(lateMs)}`
}

/** Whole minutes left, "≈11", for when the clock cannot be trusted to the second; never a false second. */
export function unsureText(remainingMs: number): string {
  return `≈${Math.max(0, Math.ceil(remainingMs / (60 * SECOND)))}`
}
