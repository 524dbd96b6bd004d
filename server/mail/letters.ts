// What the server's mails say, in English and Indonesian, since nobody knows yet which one their reader has chosen.
// Plain text alone, and nothing in it that the one who asked for it could have written: a mail of ours must be of no
// use for deceiving anybody.

import type { ClockKind } from '../../domain/incident/state.ts'
import type { Instant } from '../../domain/time.ts'

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

/**
 * - DUE: a promise that is due soon. LATE: one that was due and is not kept.
 * - REMINDER: somebody waits, without a promise.
 * - ESCALATED: a person asks for the reader.
 */
export type ClockCase =
  | { readonly kind: 'DUE' | 'LATE'; readonly clock: ClockKind; readonly at: Instant }
  | { readonly kind: 'REMINDER'; readonly clock: ClockKind }
  | { readonly kind: 'ESCALATED'; readonly by: string; readonly at: Instant }

export interface ClockLetter {
  readonly ticket: string
  readonly customer: string
  /** The reader's. */
  readonly timeZone: string
  readonly link: string | null
  /** It was tried before, and may have arrived. */
  readonly isRepeat: boolean
}

const CLOCKS: Readonly<Record<ClockKind, { readonly en: string; readonly id: string }>> = {
  CALLBACK: { en: 'callback', id: 'telepon balik' },
  UPDATE: { en: 'update', id: 'pembaruan' },
  SIGN_OFF: { en: 'signature', id: 'tanda tangan' },
}

/** To staff. Without the room's title, and without what anybody wrote there: a mail travels further than a room. */
export function clockLetter(about: ClockCase, letter: ClockLetter): LetterText {
  const { ticket, customer, link, isRepeat } = letter
  const [en, id] = clockSentences(about, letter)
  const opened = (sentence: string): string => (link === null ? '' : `\n${sentence}\n${link}\n`)
  const repeated = (sentence: string): string => (isRepeat ? `\n${sentence}\n` : '')
  return {
    subject: `${ticket}: ${en.subject} / ${id.subject}`,
    text: [
      `${ticket}, ${customer}\n`,
      en.text,
      opened('Open the room:'),
      repeated('This mail was tried before and may have reached you already.'),
      RULE,
      id.text,
      opened('Buka ruangnya:'),
      repeated('Email ini pernah dicoba dikirim dan mungkin sudah Anda terima.'),
    ].join('\n'),
  }
}

type Sentences = readonly [en: LetterText, id: LetterText]

function clockSentences(about: ClockCase, { timeZone, customer }: ClockLetter): Sentences {
  const said = (subject: string, text: string): LetterText => ({ subject, text })
  if (about.kind === 'ESCALATED') {
    const when = timeIn(timeZone, about.at)
    return [
      said('escalated to you', `${about.by} escalated this to you at ${when}.`),
      said('dieskalasi kepada Anda', `${about.by} mengeskalasi ini kepada Anda pada ${when}.`),
    ]
  }
  const { en, id } = CLOCKS[about.clock]
  if (about.kind === 'REMINDER')
    return [
      said(`${en} awaited`, `${customer} is without the next ${en}.`),
      said(`${id} ditunggu`, `${customer} belum ada ${id} berikutnya.`),
    ]
  const when = timeIn(timeZone, about.at)
  return about.kind === 'DUE'
    ? [
        said(`${en} due at ${when}`, `The ${en} that was promised is due at ${when}.`),
        said(`${id} jatuh tempo pada ${when}`, `Janji ${id} jatuh tempo pada ${when}.`),
      ]
    : [
        said(`${en} late`, `The ${en} that was promised was due at ${when} and is late.`),
        said(`${id} terlambat`, `Janji ${id} jatuh tempo pada ${when} dan terlambat.`),
      ]
}

/** Swedish writes a date as ISO 8601 does, which nobody misreads. */
const timeIn = (timeZone: string, at: Instant): string =>
  `${new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(new Date(at))} (${timeZone})`
