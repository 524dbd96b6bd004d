// Alt by itself opens the menu; Alt in a chord is the room's, and switching windows with it opens nothing.

import { describe, expect, it } from 'vitest'
import { menuKey, openMenuOnAlt } from '../../../electron/menu-alt.ts'
import { RecordedWindow } from './system.ts'

/** Presses and lets go in the order given: "+Alt" is down, "-Alt" is up. Returns how often the menu was asked for. */
function asked(keys: string, held: { control?: boolean } = {}): number {
  const asks = menuKey()
  return keys.split(' ').filter((step) =>
    asks({
      type: step.startsWith('+') ? 'keyDown' : 'keyUp',
      key: step.slice(1),
      control: held.control ?? false,
      shift: false,
      meta: false,
    }),
  ).length
}

describe('the menu of Windows and Linux', () => {
  it.each(['+Alt -Alt', '+F10 -F10', '+Alt +Alt +Alt -Alt', '+a -a +Alt -Alt', '+Alt +2 -2 -Alt +Alt -Alt'])(
    'opens once for %s',
    (keys) => expect(asked(keys)).toBe(1),
  )

  it.each(['+Alt +2 -2 -Alt', '+Alt +Tab -Alt', '-Alt', '+a +Alt -a +b -Alt', '+AltGraph -AltGraph'])(
    'stays closed for %s',
    (keys) => expect(asked(keys)).toBe(0),
  )

  it('stays closed for Ctrl with Alt, with which some keyboards write signs', () => {
    expect(asked('+Alt -Alt', { control: true })).toBe(0)
  })

  it('opens in its own window, below the title bar', () => {
    const window = new RecordedWindow()
    const opened: unknown[] = []
    openMenuOnAlt(window as never, {
      getApplicationMenu: () => ({ popup: (options: unknown) => opened.push(options) }) as never,
    })
    const press = (type: string): boolean =>
      window.webContents.emit('before-input-event', {}, { type, key: 'Alt', control: false })
    press('keyDown')
    press('keyUp')
    expect(opened).toEqual([{ window, x: 8, y: 40 }])
  })
})
