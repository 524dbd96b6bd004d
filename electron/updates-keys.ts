// The public halves of the keys that sign updates, base64 of 32 bytes each. A release build without a key here never
// updates itself, whatever feed it is given. The first is in use; a second may stand beside it while keys change.
// The private halves never touch this repository or a machine that builds: see docs/desktop.md, "Updates".

export const UPDATE_KEYS: readonly string[] = []
