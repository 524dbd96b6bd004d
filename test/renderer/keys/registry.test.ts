// What can be done now is one list: screens add to it while they are shown, and the screen that came last knows best.

import { createRoot, createSignal } from 'solid-js'
import { describe, expect, it } from 'vitest'
import type { Action } from '../../../renderer/keys/action.ts'
import { createActionRegistry } from '../../../renderer/keys/registry.ts'

const action = (id: Action['id'], run: () => void, more: Partial<Action> = {}): Action => ({
  id,
  place: 'EVERYWHERE',
  run,
  ...more,
})

describe('the registry of actions', () => {
  it('runs what a screen can do, and says no once the screen is gone', () => {
    const registry = createActionRegistry()
    let done = 0
    const remove = registry.add([action('facts', () => (done += 1))])
    expect(registry.run('facts')).toBe(true)
    remove()
    expect(registry.run('facts')).toBe(false)
    expect(done).toBe(1)
  })

  it('asks the screen that came last first, and another when it cannot do it now', () => {
    createRoot((dispose) => {
      const registry = createActionRegistry()
      const [isOpen, setOpen] = createSignal(true)
      const closed: string[] = []
      registry.add([action('close', () => closed.push('frame'))])
      registry.add([action('close', () => closed.push('room'), { available: isOpen })])
      registry.run('close')
      setOpen(false)
      registry.run('close')
      expect(closed).toEqual(['room', 'frame'])
      dispose()
    })
  })

  it('lists in the order of the keyboard map, whatever came first', () => {
    const registry = createActionRegistry()
    registry.add([action('wall', () => undefined), action('board', () => undefined)])
    expect(registry.list().map(({ id }) => id)).toEqual(['board', 'wall'])
  })
})
