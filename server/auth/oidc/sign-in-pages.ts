// The few pages that a browser sees between us and an OpenID provider: the one that opens the desktop, and those that
// say why a sign-in went no further. They stand alone, since the interface may not have been loaded in this browser:
// of what was built they take the theme and their looks, and can be read without.

import type { FastifyReply, FastifyRequest } from 'fastify'
import { signInLink } from '../../../protocol/desktop-sign-in.ts'

/**
 * - STALE: begun in another browser, too long ago, or used already.
 * - REFUSED: the provider, or we, let nobody in by this answer; never why.
 * - NO_PROVIDER: there is no such way in.
 * - NO_ANSWER: the provider cannot be reached or answers nothing sensible.
 */
export type Dead = 'STALE' | 'REFUSED' | 'NO_PROVIDER' | 'NO_ANSWER'

const STATUS: Readonly<Record<Dead, number>> = { STALE: 400, REFUSED: 401, NO_PROVIDER: 404, NO_ANSWER: 503 }

interface Words {
  readonly title: string
  readonly opens: string
  readonly open: string
  readonly close: string
  readonly again: string
  readonly dead: Readonly<Record<Dead, string>>
}

const WORDS: Readonly<Record<'en' | 'id', Words>> = {
  en: {
    title: 'Sign in to Accord',
    opens: 'You are signed in. Accord opens on this computer.',
    open: 'Open Accord',
    close: 'You can close this page then.',
    again: 'Back to sign-in',
    dead: {
      STALE: 'This sign-in is no longer open. Begin again in the same browser.',
      REFUSED:
        'You were not signed in. Your account with the identity provider opens nothing in Accord; whoever invited you can send a new invitation.',
      NO_PROVIDER: 'There is no such way to sign in.',
      NO_ANSWER: 'The identity provider does not answer. Try again in a few minutes.',
    },
  },
  id: {
    title: 'Masuk ke Accord',
    opens: 'Anda telah masuk. Accord terbuka di komputer ini.',
    open: 'Buka Accord',
    close: 'Setelah itu halaman ini dapat ditutup.',
    again: 'Kembali ke halaman masuk',
    dead: {
      STALE: 'Proses masuk ini sudah tidak berlaku. Mulai lagi di peramban yang sama.',
      REFUSED:
        'Anda belum masuk. Akun Anda pada penyedia identitas tidak membuka apa pun di Accord; orang yang mengundang Anda dapat mengirim undangan baru.',
      NO_PROVIDER: 'Cara masuk ini tidak tersedia.',
      NO_ANSWER: 'Penyedia identitas tidak menjawab. Coba lagi dalam beberapa menit.',
    },
  },
}

/** Opens the desktop with what was handed over; the button is for browsers that open no program by themselves. */
export function sendDesktopPage(
  request: FastifyRequest,
  reply: FastifyReply,
  handover: string,
): FastifyReply {
  const { opens, open, close } = wordsFor(request)
  const link = signInLink(handover)
  return send(request, reply.code(200), {
    head: `<meta http-equiv="refresh" content="0;url=${link}">`,
    body: `<p>${opens}</p><p><a href="${link}">${open}</a></p><p>${close}</p>`,
  })
}

export function sendDeadPage(request: FastifyRequest, reply: FastifyReply, why: Dead): FastifyReply {
  const { dead, again } = wordsFor(request)
  return send(request, reply.code(STATUS[why]), {
    head: '',
    body: `<p>${dead[why]}</p><p><a href="/#/sign-in">${again}</a></p>`,
  })
}

const LOOKS =
  '<script src="/theme-first.js"></script><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/outcome.css">'

/** Everything in a page is from this file but the link, whose only part from elsewhere is base64url. */
function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { head, body }: { readonly head: string; readonly body: string },
): FastifyReply {
  const language = languageOf(request)
  const { title } = WORDS[language]
  return reply
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
        `<meta name="color-scheme" content="light dark"><title>${title}</title>${head}${LOOKS}` +
        `<body><main><h1>${title}</h1>${body}</main></html>`,
    )
}

const wordsFor = (request: FastifyRequest): Words => WORDS[languageOf(request)]

/** Indonesian where the browser asks for it first. */
const languageOf = ({ headers }: FastifyRequest): 'en' | 'id' =>
  /^\s*id\b/i.test(headers['accept-language'] ?? '') ? 'id' : 'en'
