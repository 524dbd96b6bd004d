// The settings of this device: language, theme, keys, the desktop's servers and updates, and what is kept here.

import { useNavigate } from '@solidjs/router'
import type { JSX } from 'solid-js'
import { Show } from 'solid-js'
import { AlertSettings } from '../alerts/AlertSettings.tsx'
import { useOwnAccount } from '../live/use-account.ts'
import { desktopBridge } from '../platform/desktop-bridge.ts'
import { LinkPill } from '../signoff/LinkPill.tsx'
import { settingsText } from '../text/keys.ts'
import { appText } from '../text/app.ts'
import { chooseLanguage, language, LANGUAGE_NAMES, LANGUAGES } from '../text/language.ts'
import { IconButton } from '../ui/Button.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { chooseTheme, themeChoice } from '../ui/theme.ts'
import { CopySettings } from './CopySettings.tsx'
import { DeviceSettings } from './DeviceSettings.tsx'
import { KeySettings } from './KeySettings.tsx'
import { PasskeySettings } from './PasskeySettings.tsx'
import { ServerSettings } from './ServerSettings.tsx'
import { Section } from './Section.tsx'
import { SigningKeySettings } from './SigningKeySettings.tsx'
import { UpdateSettings } from './UpdateSettings.tsx'
import styles from './Settings.module.css'

export function SettingsPage(props: { readonly onChangePerson: () => void }): JSX.Element {
  const bridge = desktopBridge()
  const go = useNavigate()
  const account = useOwnAccount()
  return (
    <main class={`main ${styles['page']}`} id="content" tabIndex={-1}>
      <header class={`head ${styles['head']}`}>
        <IconButton icon="chevron-left" name={settingsText.leave} onClick={() => go('/')} />
        <h1 class="grow">{settingsText.title}</h1>
        <LinkPill />
      </header>
      <div class={styles['sections']}>
        <p class="t2">{settingsText.forDevice}</p>
        <Section title={settingsText.display}>
          <div class={styles['line']}>
            <span class="grow">{settingsText.language}</span>
            <Segmented
              label={settingsText.language}
              value={language()}
              onValue={chooseLanguage}
              options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
            />
          </div>
          <div class={styles['line']}>
            <span class="grow">{settingsText.theme}</span>
            <Segmented
              label={settingsText.theme}
              value={themeChoice()}
              onValue={chooseTheme}
              options={(['system', 'light', 'dark'] as const).map((value) => ({
                value,
                label: appText.themes[value],
              }))}
            />
          </div>
        </Section>
        <KeySettings />
        <AlertSettings />
        <Show when={bridge}>
          {(desktop) => (
            <>
              <ServerSettings bridge={desktop()} />
              <UpdateSettings bridge={desktop()} />
            </>
          )}
        </Show>
        <Show when={account}>
          {(own) => (
            <>
              <DeviceSettings account={own().door} />
              <PasskeySettings account={own().door} stepUp={own().stepUp} />
              <SigningKeySettings account={own().door} />
            </>
          )}
        </Show>
        <CopySettings bridge={bridge} onSignedOut={props.onChangePerson} />
      </div>
    </main>
  )
}
