// Notices as native notifications: one for each group, bounded in number and length, answered by id and key.

import { describe, expect, it } from 'vitest'
import { openNotices, optionsOf } from '../../../electron/notify.ts'
import type { DesktopPlatform } from '../../../protocol/desktop.ts'
import { notice, RecordedNotification } from './system.ts'

function notices(platform: DesktopPlatform = 'darwin') {
  RecordedNotification.made = []
  const heard: unknown[] = []
  const open = openNotices({
    Notification: RecordedNotification as never,
    platform,
    heard: (id, action) => heard.push([id, action]),
  })
  const standing = () => RecordedNotification.made.filter(({ isClosed }) => !isClosed)
  return { ...open, heard, standing, last: () => standing().at(-1) }
}

const call = { key: 'call', label: 'Call Sari' }
const take = { key: 'take', label: 'I am on it' }

describe('a notice', () => {
  it('is silent: the window plays the sounds', () => {
    expect(optionsOf(notice(), 'win32').silent).toBe(true)
  })

  it('stays on the screen until it is answered, where that was asked for', () => {
    const critical = optionsOf(notice({ stays: true, urgency: 'CRITICAL' }), 'linux')
    expect([critical.timeoutType, critical.urgency]).toEqual(['never', 'critical'])
    expect(optionsOf(notice(), 'linux').timeoutType).toBe('default')
  })

  it('has buttons on macOS and Windows, at most two, and none on Linux', () => {
    const three = notice({ actions: [call, take, { key: 'open', label: 'Open room' }] })
    const texts = (platform: DesktopPlatform) => optionsOf(three, platform).actions?.map(({ text }) => text)
    expect(texts('darwin')).toEqual(['Call Sari', 'I am on it'])
    expect(texts('win32')).toEqual(['Call Sari', 'I am on it'])
    expect(texts('linux')).toEqual([])
  })

  it('answers with its id when it is pressed, and with the button’s key when that is', () => {
    const { show, heard, last } = notices()
    show(notice({ id: 'first', actions: [call, take] }))
    last()?.emit('action', { actionIndex: 1, selectionIndex: -1 })
    show(notice({ id: 'second' }))
    last()?.emit('click')
    expect(heard).toEqual([
      ['first', 'take'],
      ['second', null],
    ])
  })

  it('ignores a button that it does not have', () => {
    const { show, heard, last } = notices()
    show(notice({ actions: [call] }))
    last()?.emit('action', { actionIndex: 7, selectionIndex: -1 })
    expect(heard).toEqual([])
  })

  it('takes the place of the earlier one of its group, under the same name for the system', () => {
    const { show, standing } = notices()
    show(notice({ id: '10 min' }))
    show(notice({ id: '5 min', title: '5 min left to call back Kirana Air' }))
    show(notice({ group: 'update 2 of Tokosari' }))
    expect(standing().map(({ options }) => options.title)).toEqual([
      '5 min left to call back Kirana Air',
      'Call back Kirana Air within 10 min',
    ])
    const [first, second, third] = RecordedNotification.made.map(({ options }) => options.id)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })

  it('goes when its group is dismissed, and only that', () => {
    const { show, dismiss, standing } = notices()
    show(notice({ group: 'a' }))
    show(notice({ group: 'b' }))
    dismiss('a')
    dismiss('never shown')
    expect(standing()).toHaveLength(1)
  })

  it('never stands among more than eight; what need not stay goes first', () => {
    const { show, standing } = notices()
    show(notice({ group: 'breach', stays: true, title: 'Callback to Kirana Air is late' }))
    for (let at = 0; at < 30; at++) show(notice({ group: `note ${at}` }))
    expect(standing()).toHaveLength(8)
    expect(standing()[0]?.options.title).toBe('Callback to Kirana Air is late')
  })

  it('is cut between signs, and loses what is no text', () => {
    const family = '👩‍👩‍👧'
    const { title = '', body = '' } = optionsOf(
      notice({ title: family.repeat(200), body: `a\u0000b\n\u2028c ${'x'.repeat(5_000)}` }),
      'win32',
    )
    expect(title).toBe(`${family.repeat(89)}…`)
    expect(body.startsWith('a b c x')).toBe(true)
    expect(body).toHaveLength(220)
  })

  it('is read as text on Linux, where a body is markup', () => {
    const said = notice({ body: '<a href="https://x.example">R&D</a>' })
    expect(optionsOf(said, 'linux').body).toBe('&lt;a href="https://x.example"&gt;R&amp;D&lt;/a&gt;')
    expect(optionsOf(said, 'darwin').body).toBe('<a href="https://x.example">R&D</a>')
  })
})
