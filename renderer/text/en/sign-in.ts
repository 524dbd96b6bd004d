// What is said while somebody shows who they are: on the first page, on the pages that a link opens, before signing.

import type { SessionEnd } from '../../../protocol/desktop.ts'

export const signInText = {
  email: 'Work e-mail',
  send: 'Send me a sign-in link',
  noMail: 'This server sends no mail.',
  noMailWays: 'Sign in with a code by phone, with single sign-on or with a passkey.',
  noMailOutside: 'Sign in with a code by phone, or in the browser with single sign-on or a passkey.',
  mailDown: 'Is your mail down too?',
  byPhone: 'Get a code by phone call',
  instead: 'instead.',
  or: 'or',
  sso: 'Continue with single sign-on',
  ssoAt: (name: string) => `Continue with ${name}`,
  passkey: 'Sign in with a passkey',
  sentTitle: 'Look into your mail',
  sentTo: (email: string) =>
    `A link and a code of six digits are on their way to ${email}, if this address has access. Both work once, for ten minutes.`,
  codeSentTo: (email: string) =>
    `A code of six digits is on its way to ${email}, if this address has access. It works once, for ten minutes.`,
  sentHow: 'Open the link in this browser, or type the code here.',
  code: 'Code of six digits',
  finish: 'Sign in',
  again: 'Send it again',
  sentAgain: 'Sent again. Only the newest code works.',
  otherAddress: 'Use another address',
  phoneTitle: 'Get a code by phone call',
  phoneHow: (hotline: string) =>
    `Call the hotline, ${hotline}. After checking who you are, an agent reads out a code of eight digits.`,
  phoneHowUnnamed:
    'Call the hotline; its number is in your contract. After checking who you are, an agent reads out a code of eight digits.',
  callHotline: (number: string) => `Call ${number}`,
  phoneCode: 'Code of eight digits',
  back: 'Back',
  outside: 'Sign in with the browser',
  outsideWhy: 'For single sign-on and passkeys.',
  outsideTitle: 'Go on in your browser',
  outsideHow: 'A page has opened there. Go on only if it shows the same code:',
  outsideAgain: 'Open the page again',
  cancel: 'Cancel',
  problems: {
    ADDRESS: 'Write your work e-mail, such as name@company.example.',
    REFUSED: 'That code does not fit, or it was used or is too old. Check it, or have a new one sent.',
    PHONE_REFUSED: 'E-mail and code do not fit, or the code was used or is too old. Ask for a new one.',
    PASSKEY_REFUSED: 'This passkey opens nothing here. Use the link by mail, then add it in the settings.',
    CANCELLED: 'Nothing was sent. Try again, or choose another way.',
    TOO_MANY: 'Too many tries. Wait a few minutes, or call the hotline.',
    UNREACHABLE: 'The server does not answer. What you typed stays; try again.',
    NO_SSO: 'The domain of this address has no single sign-on here. Use the link by mail.',
    NOT_OPENED: 'No browser opened. Use a code by mail or by phone.',
  },
  /** The same where the server sends no mail. */
  problemsWithoutMail: {
    PASSKEY_REFUSED: 'This passkey opens nothing here. Use a code by phone, then add it in the settings.',
    NO_SSO: 'The domain of this address has no single sign-on here. Use a code by phone.',
    NOT_OPENED: 'No browser opened. Use a code by phone.',
  },
  ended: {
    expired: (name: string) => `The session of ${name} is over. Sign in again: nothing unsent is lost.`,
    revoked: (name: string) =>
      `The access of ${name} on this computer was ended from elsewhere. The copy that was kept here was deleted.`,
    reused: (name: string) =>
      `The session of ${name} was ended because somebody else may have used it. Sign in again and look at your devices in the settings.`,
  } satisfies Record<SessionEnd, (name: string) => string>,
} as const

export const entryText = {
  linkTitle: 'Sign in with this link',
  linkLine: 'The link works once. It signs in the browser in which you asked for it.',
  linkButton: 'Sign in',
  elsewhereTitle: 'Go back to where you began',
  elsewhereLine:
    'This link was asked for in another browser or program. Type the code of the same mail there.',
  linkRefused: 'This link was used already, or is older than ten minutes.',
  newLink: 'Ask for a new link',
  inviteTitle: 'You are invited to a support room',
  inviteLine:
    'With the invitation you and the people who support you see the same clock and the same record. It works once.',
  inviteButton: 'Accept and sign in',
  inviteStaff: 'This invitation is for staff: sign in with your company account, and it goes along.',
  inviteEmail: 'Work e-mail',
  inviteGo: 'Continue with single sign-on',
  inviteRefused:
    'This invitation was used already, or is too old. If you used it, sign in as usual; otherwise whoever invited you can send a new one.',
  done: 'Signing in',
  notDone: 'You are not signed in',
  doneRefused: 'It took too long, or began in another window. Begin again.',
  toSignIn: 'To sign-in',
  desktopTitle: 'Sign in to the program on your computer',
  desktopLine: 'Go on only if the program shows the same code.',
  desktopDevice: (name: string) => `The program on ${name} asks.`,
  desktopAs: (name: string) => `Go on as ${name}`,
  desktopOther: 'Sign in as somebody else',
  desktopOpen: 'Open the program',
  desktopReady:
    'Signed in. The program opens by itself; if not, press the button. You can close this page then.',
  desktopStale: 'Show once more who you are, then the program is signed in.',
  desktopWrong: 'This address is not whole. Begin again in the program.',
  offerTitle: 'Sign in faster next time, also when mail is down',
  offerLine: 'A passkey is kept by this device and opened by its lock: a finger, a face or a number.',
  offerAdd: 'Add a passkey',
  offerLater: 'Not now',
  offerFailed: 'No passkey was made. You can add one later in the settings.',
} as const

export const stepUpText = {
  title: 'Confirm who you are, then your signature is sent',
  line: 'Your sign-in is older than 15 minutes. What you signed is kept on this computer.',
  asWhom: (name: string, email: string) => `You are ${name}, ${email}.`,
  codeSentTo: (email: string) =>
    `A code of six digits is on its way to ${email}. It works once, for ten minutes.`,
  passkey: 'Confirm with a passkey',
  mail: 'Send me a code',
  phone: 'Get a code by phone call',
  sso: 'Confirm with single sign-on',
  finish: 'Confirm',
  refused: 'That did not confirm who you are. Try again, or choose another way.',
  waits: 'waits for you to confirm who you are',
  banner: 'Your signature waits: confirm who you are.',
  go: 'Confirm now',
} as const
