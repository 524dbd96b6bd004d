// Everything a person can do by key, palette or menu has one name here, with the group it stands in, its icon and the
// keys it has at first. What it does is said by the screen that can do it, while it is shown (registry.ts).

import type { MenuAction } from '../../protocol/desktop.ts'
import type { IconName } from '../ui/icon-paths.ts'

export type ActionId =
  | MenuAction
  | 'report'
  | 'administration'
  | 'composer'
  | 'reply'
  | 'next'
  | 'previous'
  | 'unread'
  | 'lastUpdate'
  | 'signOff'
  | 'copyLink'
  | 'close'

export type ActionGroup = 'GO' | 'WRITE' | 'READ' | 'SHOW'

export type Binding =
  /** Ctrl, or ⌘ on a Mac, with a letter; browsers own some of them. */
  | { readonly kind: 'PRIMARY'; readonly key: string; readonly desktopOnly: boolean }
  /** Alt with a key by its place, in the desktop alone: browsers own some, and Option types letters on a Mac. */
  | { readonly kind: 'ALT'; readonly code: string; readonly cap: string }
  /** One letter, outside of text fields; can be changed and turned off (WCAG 2.1.4). */
  | { readonly kind: 'LETTER'; readonly letter: string; readonly shift: boolean }
  /** G, then a letter. */
  | { readonly kind: 'GO'; readonly letter: string }
  | { readonly kind: 'ESCAPE' }

export interface ActionKind {
  readonly group: ActionGroup
  readonly icon: IconName
  readonly keys: readonly Binding[]
  /** What is typed at the start of an empty composer for the same. */
  readonly slash?: string
}

const primary = (key: string, desktopOnly = false): Binding => ({ kind: 'PRIMARY', key, desktopOnly })
const alt = (code: string, cap: string): Binding => ({ kind: 'ALT', code, cap })
const letter = (key: string, shift = false): Binding => ({ kind: 'LETTER', letter: key, shift })
const go = (key: string): Binding => ({ kind: 'GO', letter: key })

/** The keyboard map: every action with its first keys, the most usual one first. */
export const ACTIONS: Readonly<Record<ActionId, ActionKind>> = {
  palette: { group: 'GO', icon: 'search', keys: [primary('k')] },
  board: { group: 'GO', icon: 'table', keys: [go('b')] },
  intake: { group: 'GO', icon: 'call-in', keys: [primary('n', true), go('i')] },
  report: { group: 'GO', icon: 'flag', keys: [] },
  administration: { group: 'GO', icon: 'people', keys: [] },
  settings: { group: 'GO', icon: 'user', keys: [] },
  keys: { group: 'GO', icon: 'key', keys: [letter('?')] },
  quiet: { group: 'GO', icon: 'bell', keys: [] },
  message: { group: 'WRITE', icon: 'message', keys: [alt('Digit1', '1')], slash: '/message' },
  update: { group: 'WRITE', icon: 'speaker', keys: [alt('Digit2', '2')], slash: '/update' },
  note: { group: 'WRITE', icon: 'lock', keys: [alt('Digit3', '3')], slash: '/note' },
  workaround: { group: 'WRITE', icon: 'wrench', keys: [alt('Digit4', '4')], slash: '/workaround' },
  call: { group: 'WRITE', icon: 'call', keys: [alt('KeyC', 'C')] },
  cadence: { group: 'WRITE', icon: 'people', keys: [alt('KeyU', 'U')] },
  signOff: { group: 'WRITE', icon: 'sign', keys: [] },
  composer: { group: 'WRITE', icon: 'edit', keys: [letter('c')] },
  reply: { group: 'WRITE', icon: 'back-turn', keys: [letter('r')] },
  next: { group: 'READ', icon: 'arrow-down', keys: [letter('j')] },
  previous: { group: 'READ', icon: 'arrow-up', keys: [letter('k')] },
  unread: { group: 'READ', icon: 'bell', keys: [letter('u')] },
  lastUpdate: { group: 'READ', icon: 'arrow-up', keys: [go('u')] },
  facts: { group: 'SHOW', icon: 'panel', keys: [letter('f')] },
  wall: { group: 'SHOW', icon: 'monitor', keys: [letter('f', true)] },
  copyLink: { group: 'SHOW', icon: 'link', keys: [] },
  close: { group: 'SHOW', icon: 'close', keys: [{ kind: 'ESCAPE' }] },
}

/** In the order in which a page of keys lists them. */
export const ACTION_IDS = Object.keys(ACTIONS) as readonly ActionId[]

/** Something that can be done now, as the screen that can do it says it. */
export interface Action {
  readonly id: ActionId
  /** Acts in the room that is shown, or anywhere. */
  readonly place: 'ROOM' | 'EVERYWHERE'
  /** Better words than the usual ones: "Post update 2". */
  readonly words?: () => string
  /** Facts beside the words: "due in 12:40". */
  readonly note?: () => string | undefined
  /** Whether it can be done now; always, when left out. */
  readonly available?: () => boolean
  /** Only by key: what makes no sense as a line of the palette. */
  readonly unlisted?: boolean
  readonly run: () => void
}
