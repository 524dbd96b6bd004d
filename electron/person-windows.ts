// Which window is whose, what the windows of one person are told, and how windows become nobody's.

import type { DesktopEvent } from '../protocol/desktop.ts'
import type { ReplicaHost } from './replica-host.ts'
import type { ReplicaWindow } from './replica-keeper.ts'

/** What of a window is used here. */
export interface PersonWindow<Port> {
  readonly id: string
  readonly replica: Pick<ReplicaWindow<Port>, 'give' | 'stopped' | 'restarted'>
  /** Loads its page anew: it is nobody then. */
  reload(): void
  tell(event: DesktopEvent): void
}

/** A person as a window is one: at a server that this computer knows. */
export interface OfPerson {
  readonly profileId: string
  readonly personId: string
}

export interface PersonWindows<Window> {
  become(window: Window, of: OfPerson): void
  of(window: Window): OfPerson | null
  /** The window needs no replica any more: it is nobody. */
  leave(window: Window): void
  /** Windows of such a person are nobody from now on; all but the one that asks load their page anew. */
  startAnew(isMeant: (of: OfPerson) => boolean, asker?: Window): void
  tell(isMeant: (of: OfPerson) => boolean, event: DesktopEvent): void
  /** Their replicas go; their pages stay, since they have been told. */
  leaveAll(isMeant: (of: OfPerson) => boolean): void
}

export interface PersonWindowsParts<Port, Window> {
  readonly host: Pick<ReplicaHost<Port>, 'leave'>
  readonly face: (window: Window) => PersonWindow<Port>
  readonly windows: () => readonly Window[]
}

/** Whether a window's person is this one. */
export const isOf =
  (profileId: string, personId: string) =>
  (of: OfPerson): boolean =>
    of.profileId === profileId && of.personId === personId

export function openPersonWindows<Port, Window extends { readonly id: string }>({
  host,
  face,
  windows,
}: PersonWindowsParts<Port, Window>): PersonWindows<Window> {
  const persons = new Map<string, OfPerson>()

  const meant = (isMeant: (of: OfPerson) => boolean): readonly Window[] =>
    windows().filter(({ id }) => {
      const of = persons.get(id)
      return of !== undefined && isMeant(of)
    })
  function leave(window: Window): void {
    persons.delete(window.id)
    host.leave(window.id)
  }

  return {
    become: (window, of) => void persons.set(window.id, of),
    of: (window) => persons.get(window.id) ?? null,
    leave,
    startAnew(isMeant, asker) {
      for (const window of meant(isMeant)) {
        leave(window)
        if (window.id !== asker?.id) face(window).reload()
      }
    },
    tell(isMeant, event) {
      for (const window of meant(isMeant)) face(window).tell(event)
    },
    leaveAll(isMeant) {
      for (const window of meant(isMeant)) leave(window)
    },
  }
}
