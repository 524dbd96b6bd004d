// What is said of a person's devices and passkeys in the settings, and of the code that staff give by phone.

const METHODS: Readonly<Record<string, string>> = {
  DEMO: 'demo',
  EMAIL: 'by mail',
  PHONE_CODE: 'by phone code',
  INVITATION: 'by invitation',
  OIDC: 'by single sign-on',
  PASSKEY: 'by passkey',
}

export const devicesText = {
  title: 'Devices that are signed in',
  limit: (devices: number) => `At most ${devices}. One more signs out the one that was seen longest ago.`,
  method: (name: string) => METHODS[name] ?? 'signed in',
  signedIn: (how: string, when: string) => `${how}, since ${when}`,
  lastSeen: (when: string) => `last seen ${when}`,
  current: 'this one',
  unnamed: 'A device without a name',
  end: 'Sign out',
  endNamed: (name: string) => `Sign out ${name}`,
  endOthers: 'Sign out all others',
  ended: 'Signed out. What that device kept is deleted when it next reaches the server.',
  failed: 'That did not work: the server does not answer, or asks who you are. Try again.',
  unreachable: 'Devices are with the server, which cannot be asked now.',
  tryAgain: 'Try again',
  loading: 'Asking the server for your devices',
} as const

export const passkeysText = {
  title: 'Passkeys',
  why: 'Sign in with the lock of your device, also when mail is down.',
  none: 'None yet.',
  elsewhere: 'To add one, open the settings in a browser on a device that has a lock.',
  name: 'Name of the new passkey',
  add: 'Add a passkey',
  made: (when: string) => `made ${when}`,
  used: (when: string) => `last used ${when}`,
  neverUsed: 'not used yet',
  remove: 'Remove',
  removeNamed: (name: string) => `Remove the passkey ${name}`,
  added: 'The passkey is added.',
  cancelled: 'No passkey was made: the question was closed, or this device has one already.',
  stale: 'Confirm who you are, then add it.',
} as const

export const phoneCodeText = {
  open: (name: string) => `Give ${name} a sign-in code by phone`,
  title: (name: string) => `Sign-in code for ${name}`,
  checked: 'How did you check who is calling?',
  ways: {
    CALLED_BACK: 'Called back on the number on file',
    VERIFIED: 'Known by voice and by facts of the account',
    COLLEAGUE: 'Vouched for by a colleague on file, on a call',
  },
  other: 'Otherwise, in your words',
  give: 'Make the code',
  read: (time: string) =>
    `Read it out digit by digit. It works once, until ${time}, with the e-mail on file.`,
  recorded: 'Who made it and how the caller was checked is recorded.',
  close: 'Done',
  cancel: 'Cancel',
  failed: 'No code was made: the server refused or does not answer.',
} as const

export const signingKeysText = {
  title: 'Keys you sign with',
  why: 'Each device makes its own key, and the provider certifies that it is yours. Close the key of a device that is lost.',
  none: 'None yet. Your first signature makes one.',
  here: 'this device',
  enrolled: (when: string) => `certified since ${when}`,
  until: (when: string) => `until ${when}`,
  closed: (when: string) => `closed ${when}`,
  close: 'Close',
  closeNamed: (kid: string) => `Close the key ${kid}`,
  done: 'The key is closed. What it signed before stays in the record.',
  loading: 'Asking the server for your keys',
  unreachable: 'Your keys are with the server, which cannot be asked now.',
} as const
