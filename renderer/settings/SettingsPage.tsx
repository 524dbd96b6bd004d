// The settings of this device: language, theme, keys, the desktop's servers and updates, and what is kept here.

import type { JSX } from 'solid-js'
import { Show } from 'solid-js'
import { AlertSettings } from '../alerts/AlertSettings.tsx'
import { desktopBridge } from '../platform/desktop-bridge.ts'
import { settingsText } from '../text/keys.ts'
import { appText } from '../text/app.ts'
import { chooseLanguage, language, LANGUAGE_NAMES, LANGUAGES } from '../text/language.ts'
import { Segmented } from '../ui/Segmented.tsx'
import { chooseTheme, themeChoice } from '../ui/theme.ts'
import { CopySettings } from './CopySettings.tsx'
import { KeySettings } from './KeySettings.tsx'
import { ServerSettings } from './ServerSettings.tsx'
import { Section } from './Section.tsx'
import { UpdateSettings } from './UpdateSettings.tsx'
import styles from './Settings.module.css'

export function SettingsPage(props: { readonly onChangePerson: () => void }): JSX.Element {
  const bridge = desktopBridge()
  return (
    <main class={`main ${styles['page']}`} id="content" tabIndex={-1}>
      <header class={`head ${styles['head']}`}>
        <div class="grow">
          <h1>{settingsText.title}</h1>
          <p class="t2 s12">{settingsText.forDevice}</p>
        </div>
      </header>
      <div class={styles['sections']}>
        <Section title={settingsText.language}>
          <Segmented
            label={settingsText.language}
            value={language()}
            onValue={chooseLanguage}
            options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          />
        </Section>
        <Section title={settingsText.theme}>
          <Segmented
            label={settingsText.theme}
            value={themeChoice()}
            onValue={chooseTheme}
            options={(['system', 'light', 'dark'] as const).map((value) => ({
              value,
              label: appText.themes[value],
            }))}
          />
        </Section>
        <KeySettings />
        <div class={styles['alerts']}>
          <AlertSettings />
        </div>
        <Show when={bridge}>
          {(desktop) => (
            <>
              <ServerSettings bridge={desktop()} />
              <UpdateSettings bridge={desktop()} />
            </>
          )}
        </Show>
        <CopySettings bridge={bridge} onSignedOut={props.onChangePerson} />
      </div>
    </main>
  )
}
