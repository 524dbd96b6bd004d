// The desktop outside of its windows, from a window's status to what the system is asked to show.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openSurroundings } from '../../../electron/surroundings.ts'
import type { DesktopPlatform } from '../../../protocol/desktop.ts'
import { clock, labelsOf, NOON, notice, press, recordedSystem } from './system.ts'
import { RecordedNotification, RecordedTray, RecordedWindow, status } from './system.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: NOON })
})
afterEach(() => {
  vi.useRealTimers()
})

function desktop(platform: DesktopPlatform = 'linux') {
  const { asked, nativeTheme, electron } = recordedSystem()
  const window = new RecordedWindow()
  const pressed: string[] = []
  const spoken: string[] = []
  const surroundings = openSurroundings({
    electron,
    platform,
    isPackaged: true,
    windows: () => [window as never],
    act: {
      show: () => pressed.push('show'),
      openRoom: (id) => pressed.push(`room ${id}`),
      menu: (action) => pressed.push(action),
      newWindow: () => pressed.push('new window'),
      quit: () => pressed.push('quit'),
    },
    heard: (id, action) => pressed.push(`notice ${id} ${action}`),
    spoken: (language) => spoken.push(language),
  })
  const [tray] = RecordedTray.made
  if (tray === undefined) throw new Error('No icon was put into the bar.')
  const lastMenu = () => tray.menus.at(-1) ?? { template: [] }
  return { surroundings, asked, nativeTheme, window, pressed, spoken, tray, lastMenu }
}

const twoClocks = status({ clocks: [clock('Kirana Air', 4), clock('Tokosari', 21, 'update 5')], badge: 2 })

describe('the tray', () => {
  it('says that nobody is signed in until a window says more', () => {
    const { tray, lastMenu } = desktop()
    expect(tray.toolTip).toBe('Accord: signed out')
    expect(labelsOf(lastMenu())).toEqual(['Open Accord', 'separator', 'Signed out', 'Quit'])
  })

  it('shows the clock that leads, each minute and in the last two minutes each second', () => {
    const { surroundings, tray } = desktop()
    surroundings.setStatus(twoClocks)
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
    const { surroundings, lastMenu, pressed } = desktop()
    surroundings.setStatus({ ...twoClocks, waiting: 3, quietUntil: NOON })
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
    expect(pressed).toEqual(['room Kirana Air', 'intake', 'quit'])
  })

  it('keeps an open menu in place: it is made anew only when its words change', () => {
    const { surroundings, tray, lastMenu } = desktop()
    surroundings.setStatus(twoClocks)
    const made = tray.menus.length
    vi.advanceTimersByTime(239_000)
    expect(tray.menus.length).toBe(made)
    vi.advanceTimersByTime(2_000)
    expect(tray.menus.length).toBe(made + 1)
    expect(labelsOf(lastMenu())[0]).toMatch(/late since/)
  })

  it('stands as a template with words beside it on macOS, and in the bar’s own colours elsewhere', () => {
    const mac = desktop('darwin')
    mac.surroundings.setStatus(twoClocks)
    expect(mac.tray.title).toBe('4 min')
    expect(mac.tray.images.at(-1)?.isTemplate).toBe(true)
    const linux = desktop()
    linux.surroundings.setStatus(twoClocks)
    expect(linux.tray.title).toBe('')
    expect(linux.tray.images.at(-1)?.isTemplate).toBe(false)
    expect(linux.tray.images.at(-1)?.pictures.map(({ width }) => width)).toContain(22)
  })

  it('changes its ink with the bar', () => {
    const { surroundings, nativeTheme, tray } = desktop()
    surroundings.setStatus(twoClocks)
    const dark = tray.images.at(-1)?.pictures[0]?.buffer
    nativeTheme.shouldUseDarkColors = false
    nativeTheme.emit('updated')
    expect(tray.images.at(-1)?.pictures[0]?.buffer.equals(dark ?? Buffer.alloc(0))).toBe(false)
  })
})

describe('dock and task bar', () => {
  it('counts the rooms that wait and shows the leading clock as progress', () => {
    const { surroundings, asked, window } = desktop('win32')
    surroundings.setStatus({ ...twoClocks, clocks: [clock('Tokosari', 9)] })
    expect(asked.badges.at(-1)).toBe(2)
    expect(window.progress.at(-1)).toEqual([0.6, 'normal'])
    expect(window.overlays.at(-1)).toBe('2 rooms wait for you')
    surroundings.setStatus(twoClocks)
    expect(window.progress.at(-1)).toEqual([4 / 15, 'paused'])
    expect(window.overlays.at(-1)).toBe('A promise is at risk')
  })

  it('asks for attention once at a breach, and not while somebody looks', () => {
    const { surroundings, window } = desktop()
    surroundings.setStatus(twoClocks)
    vi.advanceTimersByTime(300_000)
    expect(window.flashes).toEqual([true])
    expect(window.progress.at(-1)).toEqual([1, 'error'])
    window.emit('focus')
    expect(window.flashes).toEqual([true, false])
    const looking = desktop()
    looking.window.isInFront = true
    looking.surroundings.setStatus({ ...twoClocks, clocks: [clock('Kirana Air', -1)] })
    expect(looking.window.flashes).toEqual([])
  })

  it('offers the next deadlines from the dock on macOS and as tasks on Windows', () => {
    const mac = desktop('darwin')
    mac.surroundings.setStatus(twoClocks)
    expect(mac.asked.dockMenus.map(labelsOf).at(-1)).toHaveLength(2)
    const windows = desktop('win32')
    windows.surroundings.setStatus(twoClocks)
    expect(JSON.stringify(windows.asked.jumpLists.at(-1))).toContain('accord://room/Kirana%20Air')
    windows.surroundings.setStatus(null)
    expect(windows.asked.jumpLists.at(-1)).toBeNull()
  })
})

describe('sleep', () => {
  it('is held off exactly while a clock of this person runs', () => {
    const { surroundings, asked } = desktop()
    surroundings.setStatus(twoClocks)
    expect(asked.awake).toEqual([])
    surroundings.setStatus({ ...twoClocks, keepAwake: true })
    surroundings.setStatus({ ...twoClocks, keepAwake: true })
    expect(asked.awake).toEqual(['prevent-app-suspension'])
    surroundings.setStatus(twoClocks)
    expect(asked.awake).toEqual(['prevent-app-suspension', 'stopped 1'])
  })

  it.each([
    ['signed out', status({ keepAwake: true, link: 'SIGNED_OUT' })],
    ['the window gone', null],
  ])('is given back when the person is %s', (_case, after) => {
    const { surroundings, asked } = desktop()
    surroundings.setStatus(status({ keepAwake: true }))
    surroundings.setStatus(after)
    expect(asked.awake).toEqual(['prevent-app-suspension', 'stopped 1'])
  })

  it('is given back at the end, and nothing is left in the bar', () => {
    const { surroundings, asked, tray } = desktop()
    surroundings.setStatus({ ...twoClocks, keepAwake: true })
    surroundings.notify(notice())
    surroundings.close()
    expect(asked.awake.at(-1)).toBe('stopped 1')
    expect([tray.isDestroyed, asked.badges.at(-1), vi.getTimerCount()]).toEqual([true, 0, 0])
    expect(RecordedNotification.made.every(({ isClosed }) => isClosed)).toBe(true)
  })
})

describe('the language', () => {
  it('is the window’s, for menu, tray and spelling at once', () => {
    const { surroundings, asked, spoken, lastMenu } = desktop()
    expect(labelsOf(asked.applicationMenus[0] ?? { template: [] })).toContain('&File')
    surroundings.setStatus({ ...twoClocks, language: 'id' })
    surroundings.setStatus({ ...twoClocks, language: 'id', badge: 3 })
    expect(asked.applicationMenus).toHaveLength(2)
    expect(labelsOf(asked.applicationMenus[1] ?? { template: [] })).toContain('&Berkas')
    expect(labelsOf(lastMenu()).at(-1)).toBe('Keluar')
    expect(spoken).toEqual(['en', 'id'])
  })
})
