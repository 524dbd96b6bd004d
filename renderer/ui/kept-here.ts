// Small choices that this browser or window profile keeps as text: theme, language, letters, alerts, how far was read.
// A browser that keeps nothing for this page throws at the first look: a choice then lives as long as its window.

/** What is kept under a key; null for nothing, also where nothing can be kept. */
export function keptHere(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Keeps it for this window's next start and for every other window, where that can be done. */
export function keepHere(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
  } catch {
    // Full or switched off: only the keeping is lost.
  }
}

/** Hears what another window keeps under a key from now on, null once it is forgotten. Returns how to stop. */
export function hearKept(key: string, heard: (text: string | null) => void): () => void {
  const hear = (event: StorageEvent) => event.key === key && heard(event.newValue)
  addEventListener('storage', hear)
  return () => removeEventListener('storage', hear)
}
