// A real SMTP server on the loopback that keeps what it is sent, parsed as a mail program would. It can be told to
// refuse, for now or for good, and to be gone.

import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** FORGET: read, but neither kept nor answered. SILENCE: kept, and not answered. REFUSE: not kept, come back later. */
export type Fate = 'TAKE' | 'FORGET' | 'SILENCE' | 'REFUSE'

export interface ReceivedMail {
  readonly to: string
  readonly mail: ParsedMail
  readonly text: string
}

export interface MailReceiver {
  readonly url: string
  readonly received: readonly ReceivedMail[]
  /** The code that a sign-in mail carries: its only number of six digits. */
  codeIn(mail: ReceivedMail): string
  /** The secret at the end of the first link. */
  secretIn(mail: ReceivedMail): string
  /** The mail of that number, counted from 1; waits for it. */
  mail(number: number): Promise<ReceivedMail>
  /** What becomes of each mail from now on; asked once for each, after its recipient. */
  meet(fate: () => Fate): void
  /** What the next recipient is answered: an SMTP code, or null to take it. */
  refuseNext(code: number | null): void
  close(): Promise<void>
}

export async function openMailReceiver(): Promise<MailReceiver> {
  const received: ReceivedMail[] = []
  const waiting = new Set<() => void>()
  let refusal: number | null = null
  let fateOfNext = (): Fate => 'TAKE'
  const receive = async (stream: Readable, to: string, done: (error?: Error) => void): Promise<void> => {
    const mail = await simpleParser(stream)
    const fate = fateOfNext()
    if (fate === 'REFUSE') return done(Object.assign(new Error('later'), { responseCode: 451 }))
    if (fate !== 'FORGET') received.push({ to, mail, text: mail.text ?? '' })
    if (fate === 'TAKE') done()
    for (const look of waiting) look()
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    // Those that were never answered are ended with it.
    closeTimeout: 100,
    onRcptTo(_address, _session, done) {
      const code = refusal
      refusal = null
      done(code === null ? null : Object.assign(new Error('refused'), { responseCode: code }))
    },
    onData(stream, session, done) {
      void receive(stream, session.envelope.rcptTo[0]?.address ?? '', done)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    codeIn: ({ text }) => firstIn(text, /^Your code: (\d{6})$/m),
    secretIn: ({ text }) => firstIn(text, /#\/sign-in\/\w+\/([A-Za-z0-9_-]{43})$/m),
    mail: (number) =>
      new Promise((resolve) => {
        const look = (): void => {
          const mail = received[number - 1]
          if (mail === undefined) return
          waiting.delete(look)
          resolve(mail)
        }
        waiting.add(look)
        look()
      }),
    meet(fate) {
      fateOfNext = fate
    },
    refuseNext(code) {
      refusal = code
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function firstIn(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new Error(`the mail does not have ${pattern.source}:\n${text}`)
  return found
}
