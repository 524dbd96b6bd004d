// What the server's mails say, in English and Indonesian, since nobody knows yet which one their reader has chosen.
// Plain text alone, and nothing in it that the one who asked for it could have written: a mail of ours must be of no
// use for deceiving anybody.

export interface LetterText {
  readonly subject: string
  readonly text: string
}

const RULE = '\n\n- - -\n\n'

/** `link` is null where the operator has not set the server's public address. */
export function signInLetter(code: string, link: string | null): LetterText {
  const open = (sentence: string): string => (link === null ? '' : `\n${sentence}\n${link}\n`)
  return {
    subject: 'Sign in to Accord / Masuk ke Accord',
    text: [
      `Your code: ${code}\n`,
      'Type it in the window where you began. It is good for 10 minutes and for one sign-in.',
      open('Or open this link on the same device:'),
      'If you did not ask for it, ignore this mail. Nobody of us will ever ask you for this code.',
      RULE,
      `Kode Anda: ${code}\n`,
      'Ketik di jendela tempat Anda mulai. Berlaku 10 menit dan untuk satu kali masuk.',
      open('Atau buka tautan ini di perangkat yang sama:'),
      'Jika Anda tidak memintanya, abaikan email ini. Kami tidak pernah menanyakan kode ini kepada Anda.',
    ].join('\n'),
  }
}

/** `link` is where the invitation is taken up. */
export const invitationLetter = (name: string, provider: string, link: string): LetterText => ({
  subject: 'Your access to Accord / Akses Anda ke Accord',
  text: [
    `${name},\n`,
    `${provider} has given you access to Accord, the room where Critical Issues are worked on together.`,
    `Open this link within 7 days; it works once:\n${link}`,
    RULE,
    `${provider} memberi Anda akses ke Accord, ruang untuk menangani Critical Issue bersama-sama.`,
    `Buka tautan ini dalam 7 hari; tautan hanya berlaku sekali:\n${link}`,
  ].join('\n'),
})

/** Told afterwards: whoever can read this mailbox again learns of a sign-in that went around it. */
export const phoneCodeUsedLetter = (provider: string): LetterText => ({
  subject: 'You signed in with a code from a phone call / Anda masuk dengan kode lewat telepon',
  text: [
    'Somebody signed in to Accord as you, with a code that was read out on the phone.',
    `If that was not you, call ${provider} at once: all your devices are signed out there.`,
    RULE,
    'Seseorang masuk ke Accord sebagai Anda, dengan kode yang dibacakan lewat telepon.',
    `Jika itu bukan Anda, segera telepon ${provider}: semua perangkat Anda akan dikeluarkan.`,
  ].join('\n'),
})
