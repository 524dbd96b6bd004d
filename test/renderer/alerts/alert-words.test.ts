// An alert's words in both languages, as mockup 08 has them: what, by when, whom to call and the number.

import { afterEach, expect, it } from 'vitest'
import { wordsOf } from '../../../renderer/alerts/alert-words.ts'
import { noticeOf } from '../../../renderer/alerts/notice-of.ts'
import { chooseLanguage } from '../../../renderer/text/language.ts'
import { by, type Step } from '../../support/given.ts'
import { agent, signatory } from '../../support/people.ts'
import { fire, inProgress } from '../../support/story.ts'
import { CALLED, clocksAt, ledgerOf, lookAt, seenAll } from './alert-scene.ts'

const DUBLIN = 'Europe/Dublin'
const attempt = by(agent, { type: 'recordCallbackAttempt', number: '+622155500142', outcome: 'BUSY' }, 9)

afterEach(() => chooseLanguage('en'))

function saidAt(minute: number, ...more: readonly Step[]) {
  const alert = clocksAt(ledgerOf(...CALLED, ...more), agent, minute).told[0]?.alert
  if (alert === undefined) throw new Error('nothing was told')
  return alert
}

it('says what to do, whom to call and by when, in the reader’s zone', () => {
  expect(wordsOf(saidAt(6), DUBLIN)).toEqual({
    title: 'Call back Nusantara Pay within 10 min',
    body: 'Rani Wulandari, +622155500142',
  })
  expect(wordsOf(saidAt(14), 'Asia/Jakarta')).toEqual({
    title: '2 min left to call back Nusantara Pay',
    body: 'Rani Wulandari, +622155500142. By 16:16:00.',
  })
  expect(wordsOf(saidAt(16.1), DUBLIN)).toEqual({
    title: 'Callback to Nusantara Pay is late',
    body: 'The 15:00 ended at 09:16:00. Call now; the room shows the delay to both sides. Rani Wulandari, +622155500142',
  })
})

it('says who tried and what came of it', () => {
  const alert = saidAt(11, attempt)
  expect(wordsOf(alert, DUBLIN).body).toBe('Aisha tried once at 09:09, line busy. By 09:16:00.')
})

it('says the same in Indonesian', () => {
  chooseLanguage('id')
  expect(wordsOf(saidAt(6), DUBLIN).title).toBe('Telepon balik Nusantara Pay dalam 10 menit')
  expect(wordsOf(saidAt(11), DUBLIN).title).toBe('Sisa 5 menit untuk menelepon balik Nusantara Pay')
  expect(wordsOf(saidAt(16.1), DUBLIN).title).toBe('Telepon balik ke Nusantara Pay terlambat')
})

it('a notice never carries what somebody wrote: it is read over shoulders', () => {
  const text = 'Our payroll password is in the log.'
  const before = ledgerOf(...inProgress)
  const ledger = ledgerOf(...inProgress, by(signatory, { type: 'postMessage', text, replyTo: null }, 12))
  const [told] = lookAt(ledger, agent, 12, { memory: seenAll(before, agent) }).told
  const notice = told === undefined ? null : noticeOf(told.alert, DUBLIN)
  expect(notice?.title).toBe('Rani Wulandari wrote in Nusantara Pay')
  expect(JSON.stringify(notice)).not.toContain('payroll')
})

it('a notice offers two acts at most, the pressing one first', () => {
  const late = saidAt(16.1, { who: null, command: fire('CALLBACK:1', 'BREACH'), minute: 16 })
  expect(noticeOf(late, DUBLIN).actions).toEqual([
    { key: 'CALL', label: 'Call Rani' },
    { key: 'TAKE', label: 'I am on it' },
  ])
  expect(noticeOf(saidAt(6), DUBLIN).actions).toEqual([{ key: 'OPEN', label: 'Open room' }])
})
