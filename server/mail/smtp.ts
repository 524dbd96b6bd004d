// Handing a mail to the provider's own mail server, over a line that nobody reads unless the server is this machine.

import { createTransport } from 'nodemailer'
import type { Millis } from '../../domain/time.ts'
import { isOwnMachine } from '../http/own-machine.ts'

export interface Letter {
  /** Stable over all tries of one mail, so that a receiver may know a repeated one. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/**
 * - REFUSED: the server will not take this mail, however often it is tried.
 * - LATER: anything else; whether it was taken may be unknown.
 */
export type SendResult = 'SENT' | 'REFUSED' | 'LATER'

export interface Sender {
  send(letter: Letter): Promise<SendResult>
  close(): void
}

const ANSWER_WITHIN_MS = 15_000

/** `url` is smtp:// or smtps://; without TLS it is refused, unless it leads to this machine. */
export function openSmtpSender(url: string, from: string, answerWithin: Millis = ANSWER_WITHIN_MS): Sender {
  const isHere = isOwnMachine(new URL(url).hostname)
  const transport = createTransport({
    url,
    requireTLS: !isHere && url.startsWith('smtp:'),
    connectionTimeout: answerWithin,
    greetingTimeout: answerWithin,
    socketTimeout: answerWithin,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '')
  return {
    async send({ id, to, subject, text }) {
      try {
        await transport.sendMail({
          from,
          // As an object: a text would be read as a list of addresses.
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${domain}>`,
          headers: { 'auto-submitted': 'auto-generated', 'x-auto-response-suppress': 'All' },
        })
        return 'SENT'
      } catch (error) {
        return isFinal(error) ? 'REFUSED' : 'LATER'
      }
    },
    close: () => transport.close(),
  }
}

/** A server's answer of the 500s to recipient or content; a login that fails can be set right meanwhile. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { responseCode, code } = error as { readonly responseCode?: unknown; readonly code?: unknown }
  return typeof responseCode === 'number' && responseCode >= 500 && code !== 'EAUTH'
}
