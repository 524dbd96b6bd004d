// Both notifiers by what they ask of browser and bridge: silent, one for each group, a press names its notice, and one
// that a phone refuses is said to be refused, so that the window shows it instead.

import { expect, it, vi } from 'vitest'
import { toRoomId } from '../../../domain/ids.ts'
import { browserNotifier, type PageNotifications } from '../../../renderer/platform/notifier-browser.ts'
import { desktopNotifier } from '../../../renderer/platform/notifier-desktop.ts'
import type { DesktopEvent, Notice } from '../../../protocol/desktop.ts'

const NOTICE: Notice = {
  id: 'one',
  group: 'room clock',
  title: '2 min left to call back Kirana Air',
  body: 'By 09:16:00.',
  urgency: 'CRITICAL',
  stays: true,
  actions: [{ key: 'OPEN', label: 'Open room' }],
  roomId: toRoomId('room-1'),
}

function fakePage(permission: NotificationPermission) {
  const shown: { options: NotificationOptions; it: { onclick: ((event: Event) => void) | null } }[] = []
  const api = class {
    static readonly permission = permission
    static readonly requestPermission = vi.fn<() => Promise<NotificationPermission>>(async () => permission)
    onclick: ((event: Event) => void) | null = null
    onclose: ((event: Event) => void) | null = null
    readonly close = (): void => this.onclose?.(new Event('close'))
    constructor(_title: string, options: NotificationOptions) {
      shown.push({ options, it: this })
    }
  } satisfies PageNotifications
  return { api, shown }
}

it('a browser’s notice is silent, stays when it must and takes the place of its group', () => {
  const { api, shown } = fakePage('granted')
  const focus = vi.fn<() => void>()
  const heard = vi.fn<(id: string, action: string | null) => void>()
  const notifier = browserNotifier(api, focus)
  notifier.onPressed(heard)
  expect(notifier.show(NOTICE)).toBe(true)
  expect(shown[0]?.options).toMatchObject({ tag: 'room clock', silent: true, requireInteraction: true })
  shown[0]?.it.onclick?.(new Event('click'))
  expect(focus).toHaveBeenCalledOnce()
  expect(heard.mock.calls).toEqual([['one', null]])
})

it('where it may not, nothing is shown and nobody is asked but by a person’s own act', () => {
  const { api, shown } = fakePage('denied')
  const notifier = browserNotifier(api, () => undefined)
  expect([notifier.show(NOTICE), notifier.permission(), shown.length]).toEqual([false, 'DENIED', 0])
  expect(api.requestPermission).not.toHaveBeenCalled()
  expect(browserNotifier(null, () => undefined).permission()).toBe('NONE')
})

it('a phone whose notifications cannot be made says so the first time, and is not tried again', () => {
  const report = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const tried = vi.fn<() => void>()
  const { api } = fakePage('granted')
  const refusing = class extends api {
    constructor(title: string, options: NotificationOptions) {
      super(title, options)
      tried()
      throw new TypeError('Illegal constructor')
    }
  }
  const notifier = browserNotifier(refusing, () => undefined)
  expect([notifier.show(NOTICE), notifier.permission(), notifier.show(NOTICE)]).toEqual([
    false,
    'NONE',
    false,
  ])
  expect(tried).toHaveBeenCalledOnce()
  report.mockRestore()
})

it('the desktop’s notice crosses the bridge whole, and a pressed button comes back by its name', () => {
  const hearers = new Set<(event: DesktopEvent) => void>()
  const notify = vi.fn<(notice: Notice) => Promise<void>>(async () => undefined)
  const dismissNotices = vi.fn<(group: string) => Promise<void>>(async () => undefined)
  const notifier = desktopNotifier({
    notify,
    dismissNotices,
    onEvent(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
  })
  const heard = vi.fn<(id: string, action: string | null) => void>()
  notifier.onPressed(heard)
  expect(notifier.show(NOTICE)).toBe(true)
  notifier.dismiss('room clock')
  expect([notify.mock.calls, dismissNotices.mock.calls]).toEqual([[[NOTICE]], [['room clock']]])
  for (const hear of hearers) {
    hear({ type: 'probe' })
    hear({ type: 'notice', id: 'one', action: 'TAKE' })
  }
  expect(heard.mock.calls).toEqual([['one', 'TAKE']])
  notifier.close()
  expect(hearers.size).toBe(0)
})
