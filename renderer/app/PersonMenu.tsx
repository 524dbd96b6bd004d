// The foot of the sidebar: who this window is. Pressed, it is the choice of theme and language, and the way to become
// somebody else.

import type { JSX } from 'solid-js'
import type { Person } from '../../domain/people.ts'
import { trustOf } from '../clock/clock-face.ts'
import { ACTIONS } from '../keys/action.ts'
import { thisEdition } from '../keys/edition.ts'
import { firstCaps } from '../keys/key-caps.ts'
import { letters } from '../keys/kept-letters.ts'
import { useActions } from '../keys/registry.ts'
import { useStatus } from '../live/use-replica.ts'
import { appText } from '../text/app.ts'
import { keysText } from '../text/keys.ts'
import { initials } from '../text/format.ts'
import { chooseLanguage, language, LANGUAGE_NAMES, LANGUAGES } from '../text/language.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Menu } from '../ui/Menu.tsx'
import { chooseTheme, type ThemeChoice } from '../ui/theme.ts'
import styles from './App.module.css'

const THEMES: readonly ThemeChoice[] = ['system', 'light', 'dark']

export function PersonMenu(props: {
  readonly me: Person
  readonly time: string
  readonly onChangePerson: () => void
}): JSX.Element {
  const { run } = useActions()
  const status = useStatus('PersonMenu')
  const party = () =>
    props.me.party === 'CUSTOMER' ? 'customer' : props.me.role === 'TAM' ? 'tam' : 'provider'
  const here = () => `${props.me.timeZone.split('/').at(-1)?.replace('_', ' ') ?? ''} ${props.time}`
  /** Nobody hears that they are here while no server does. */
  const presence = () => (trustOf(status()).live ? 'here' : 'unknown')
  const where = () => `${appText.roles[props.me.role]} · ${here()}`
  return (
    <div class={styles['me']}>
      <Menu
        name={props.me.name}
        upwards
        faceClass={styles['who']}
        hint={`${props.me.name}, ${where()}`}
        face={
          <>
            <Avatar initials={initials(props.me.name)} party={party()} presence={presence()} />
            <span class="grow rail-hide">
              <span class="ell medium">{props.me.name}</span>
              <span class={`s11 t3 num ${styles['where']}`}>
                <span class="ell">{appText.roles[props.me.role]}</span>
                <span class="nw">· {here()}</span>
              </span>
            </span>
          </>
        }
        items={[
          ...THEMES.map((theme) => ({
            label: `${appText.theme}: ${appText.themes[theme]}`,
            onChoose: () => chooseTheme(theme),
          })),
          ...LANGUAGES.map((one, index) => ({
            label: LANGUAGE_NAMES[one],
            icon: one === language() ? ('check' as const) : undefined,
            onChoose: () => chooseLanguage(one),
            first: index === 0,
          })),
          ...(['settings', 'keys'] as const).map((id, index) => ({
            label: keysText.actions[id],
            icon: ACTIONS[id].icon,
            keys: firstCaps(id, thisEdition(), letters()),
            onChoose: () => void run(id),
            first: index === 0,
          })),
          {
            label: appText.changePerson,
            icon: 'leave' as const,
            onChoose: props.onChangePerson,
            first: true,
          },
        ]}
      />
    </div>
  )
}
