// The desktop outside of its windows, from a window's status to what the system is asked to show.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openSystemFace } from '../../../electron/system-face.ts'
import type { DesktopPlatform, DesktopStatus, Notice } from '../../../protocol/desktop.ts'
import { clock, labelsOf, NOON, notice, press, recordedSystem } from './system.ts'
import { RecordedNotification, RecordedTray, status } from './system.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: NOON })
})
afterEach(() => {
  vi.useRealTimers()
})

const system = vi.hoisted(() => ({ electron: {} as Record<string, unknown> }))
vi.mock(
  'electron',
  () => new Proxy({}, { get: (_none, name) => system.electron[String(name)], has: () => true }),
)

function desktop(platform: DesktopPlatform = 'linux') {
  const { asked, nativeTheme, electron, window } = recordedSystem()
  system.electron = electron
  const told: unknown[] = []
  const appWindow = {
    id: 'w1',
    window,
    tell: (event: unknown) => told.push(event),
    toFront: () => window.show(),
  }
  const face = openSystemFace({
    platform,
    show: () => appWindow as never,
    newWindow: () => {},
    windowOf: (id) => (id === 'w1' ? (appWindow as never) : null),
  })
  const [tray] = RecordedTray.made
  if (tray === undefined) throw new Error('No icon was put into the bar.')
  const say = (status: DesktopStatus): void => face.setStatus(appWindow as never, status)
  const goAway = (): void => face.forget(appWindow as never)
  const notify = (shown: Notice): void => face.notify(appWindow as never, shown)
  const lastMenu = () => tray.menus.at(-1) ?? { template: [] }
  return { face, say, goAway, notify, asked, nativeTheme, window, told, tray, lastMenu }
}

const twoClocks = status({ clocks: [clock('Kirana Air', 4), clock('Tokosari', 21, 'update 5')], badge: 2 })

describe('the tray', () => {
  it('says that nobody is signed in until a window says more', () => {
    const { tray, lastMenu } = desktop()
    expect(tray.toolTip).toBe('Accord: signed out')
    expect(labelsOf(lastMenu())).toEqual(['Open Accord', 'separator', 'Signed out', 'Quit'])
  })

  it('shows the clock that leads, each minute and in the last two minutes each second', () => {
    const { say, tray } = desktop()
    say(twoClocks)
    const before = tray.images.length
    expect(tray.toolTip).toBe('Kirana Air: callback in 4 min')
    vi.advanceTimersByTime(120_000)
    expect(tray.images.length - before).toBe(2)
    expect(tray.toolTip).toBe('Kirana Air: callback in 02:00')
    vi.advanceTimersByTime(121_000)
    expect(tray.images.length - before).toBe(2 + 120 + 1)
    expect(tray.toolTip).toBe('Kirana Air: callback 00:01 late')
  })

  it('leads from its menu to the rooms, the intake, quiet time and the end', () => {
    const { say, lastMenu, told, asked } = desktop()
    say({ ...twoClocks, waiting: 3, quietUntil: NOON + 3_600_000 })
    const [first, second, ...rest] = labelsOf(lastMenu())
    expect(first).toMatch(/^Kirana Air: callback by /)
    expect(second).toMatch(/^Tokosari: update 5 by /)
    expect(rest).toEqual([
      'separator',
      'Open Accord',
      'New hotline intake',
      expect.stringMatching(/^Quiet for me until \d\d:\d\d$/),
      'separator',
      'Live, 3 waiting',
      'Quit',
    ])
    for (const label of [first, 'New hotline intake', 'Quit']) press(lastMenu(), label ?? '')
    expect(told).toEqual([
      { type: 'openRoom', roomId: 'Kirana Air' },
      { type: 'menu', action: 'intake' },
    ])
    expect(asked.quits).toBe(1)
  })

  it('no longer says quiet when that is over, though no window has said so', () => {
    const { say, lastMenu } = desktop()
    say({ ...twoClocks, quietUntil: NOON + 60_000 })
    expect(labelsOf(lastMenu()).join()).toContain('Quiet for me until')
    vi.advanceTimersByTime(60_000)
    expect(labelsOf(lastMenu()).join()).toContain('Quiet for me…')
  })

  it('keeps an open menu in place: it is made anew only when its words change', () => {
    const { say, tray, lastMenu } = desktop()
    say(twoClocks)
    const made = tray.menus.length
    vi.advanceTimersByTime(239_000)
    expect(tray.menus.length).toBe(made)
    vi.advanceTimersByTime(2_000)
    expect(tray.menus.length).toBe(made + 1)
    expect(labelsOf(lastMenu())[0]).toMatch(/late since/)
  })

  it('stands as a template with words beside it on macOS, and in the bar’s own colours elsewhere', () => {
    const mac = desktop('darwin')
    mac.say(twoClocks)
    expect(mac.tray.title).toBe('4 min')
    expect(mac.tray.images.at(-1)?.isTemplate).toBe(true)
    const linux = desktop()
    linux.say(twoClocks)
    expect(linux.tray.title).toBe('')
    expect(linux.tray.images.at(-1)?.isTemplate).toBe(false)
    expect(linux.tray.images.at(-1)?.pictures.map(({ width }) => width)).toContain(22)
  })

  it('changes its ink with the bar', () => {
    const { say, nativeTheme, tray } = desktop()
    say(twoClocks)
    const dark = tray.images.at(-1)?.pictures[0]?.buffer
    nativeTheme.shouldUseDarkColors = false
    nativeTheme.emit('updated')
    expect(tray.images.at(-1)?.pictures[0]?.buffer.equals(dark ?? Buffer.alloc(0))).toBe(false)
  })
})

describe('dock and task bar', () => {
  it('counts the rooms that wait and shows the leading clock as progress', () => {
    const { say, asked, window } = desktop('win32')
    say({ ...twoClocks, clocks: [clock('Tokosari', 9)] })
    expect(asked.badges.at(-1)).toBe(2)
    expect(window.progress.at(-1)).toEqual([0.6, 'normal'])
    expect(window.overlays.at(-1)).toBe('2 rooms wait for you')
    say(twoClocks)
    expect(window.progress.at(-1)).toEqual([4 / 15, 'paused'])
    expect(window.overlays.at(-1)).toBe('A promise is at risk')
  })

  it('asks for attention once at a breach, and not while somebody looks', () => {
    const { say, window } = desktop()
    say(twoClocks)
    vi.advanceTimersByTime(300_000)
    expect(window.flashes).toEqual([true])
    expect(window.progress.at(-1)).toEqual([1, 'error'])
    window.emit('focus')
    expect(window.flashes).toEqual([true, false])
    const looking = desktop()
    looking.window.isInFront = true
    looking.say({ ...twoClocks, clocks: [clock('Kirana Air', -1)] })
    expect(looking.window.flashes).toEqual([])
  })

  it('offers the next deadlines from the dock on macOS and as tasks on Windows', () => {
    const mac = desktop('darwin')
    mac.say(twoClocks)
    expect(mac.asked.dockMenus.map(labelsOf).at(-1)).toHaveLength(2)
    const windows = desktop('win32')
    windows.say(twoClocks)
    expect(JSON.stringify(windows.asked.jumpLists.at(-1))).toContain('accord://room/Kirana%20Air')
    windows.goAway()
    expect(windows.asked.jumpLists.at(-1)).toBeNull()
  })
})

describe('sleep', () => {
  it('is held off exactly while a clock of this person runs', () => {
    const { say, asked } = desktop()
    say(twoClocks)
    expect(asked.awake).toEqual([])
    say({ ...twoClocks, keepAwake: true })
    say({ ...twoClocks, keepAwake: true })
    expect(asked.awake).toEqual(['prevent-app-suspension'])
    say(twoClocks)
    expect(asked.awake).toEqual(['prevent-app-suspension', 'stopped 1'])
  })

  it('is given back when the window that asked for it is gone', () => {
    const { say, goAway, asked } = desktop()
    say(status({ keepAwake: true }))
    goAway()
    expect(asked.awake).toEqual(['prevent-app-suspension', 'stopped 1'])
  })

  it('is given back at the end, and nothing is left in the bar', () => {
    const { face, say, notify, asked, tray } = desktop()
    say({ ...twoClocks, keepAwake: true })
    notify(notice())
    face.close()
    expect(asked.awake.at(-1)).toBe('stopped 1')
    expect([tray.isDestroyed, asked.badges.at(-1), vi.getTimerCount()]).toEqual([true, 0, 0])
    expect(RecordedNotification.made.every(({ isClosed }) => isClosed)).toBe(true)
  })
})

describe('the language', () => {
  it('is the window’s, for menu, tray and spelling at once', () => {
    const { say, asked, lastMenu } = desktop()
    expect(labelsOf(asked.applicationMenus[0] ?? { template: [] })).toContain('&File')
    say({ ...twoClocks, language: 'id' })
    say({ ...twoClocks, language: 'id', badge: 3 })
    expect(asked.applicationMenus).toHaveLength(2)
    expect(labelsOf(asked.applicationMenus[1] ?? { template: [] })).toContain('&Berkas')
    expect(labelsOf(lastMenu()).at(-1)).toBe('Keluar')
    expect(asked.dictionaries).toEqual([['en-GB'], ['id', 'en-GB']])
  })
})
