// Sets the theme before the first paint, so that nobody sees a white flash at night. A file of its own because the
// content security policy forbids inline scripts; a classic script in <head> because a module would run too late.
// The rule is the same as in renderer/ui/theme.ts, and a test holds the two together.
;(() => {
  let choice = null
  try {
    choice = localStorage.getItem('accord.theme')
  } catch {
    // Storage can be switched off; the system's setting then decides.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
