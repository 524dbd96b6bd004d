// The left half of the first page: what the product is, with a sample of the clock. Nothing in it is live.

import { For } from 'solid-js'
import type { JSX } from 'solid-js'
import { notchesOf } from '../clock/clock-face.ts'
import { appText, firstRunText } from '../text/app.ts'
import { chooseLanguage, language, LANGUAGE_NAMES, LANGUAGES } from '../text/language.ts'
import { BrandMark } from '../ui/BrandMark.tsx'
import { ClockHero } from '../ui/ClockHero.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { IconName } from '../ui/icon-paths.ts'
import { NodeIcon } from '../ui/Timeline.tsx'
import styles from './FirstRun.module.css'

const PROMISE_MS = 15 * 60_000
const LEFT_MS = (9 * 60 + 18) * 1000
const ICONS: readonly IconName[] = ['call-in', 'pulse', 'call']

export function ProductSample(): JSX.Element {
  return (
    <section class={styles['show']}>
      <div class={styles['brand']}>
        <BrandMark size={27} />
        {appText.product}
      </div>
      <h1>{firstRunText.headline}</h1>
      <p class={styles['lead']}>{firstRunText.line}</p>
      <div class={styles['sample']} aria-hidden="true">
        <div class={styles['hero']}>
          <ClockHero
            state="running"
            label={firstRunText.sample.label}
            digits="09:18"
            share={LEFT_MS / PROMISE_MS}
            notches={notchesOf(PROMISE_MS)}
            centre={[firstRunText.sample.of, '15:00']}
          />
        </div>
        <For each={firstRunText.sample.entries}>
          {([time, what, rest], index) => (
            <div class={`${styles['line']} num`}>
              <span>{time}</span>
              <NodeIcon icon={ICONS[index()] ?? 'pulse'} tone={index() === 2 ? 'met' : 'plain'} />
              <span>
                <b>{what}</b> {rest}
              </span>
            </div>
          )}
        </For>
      </div>
      <div class={styles['foot']}>
        <span>
          <Icon name="lock" size={12} />
          {firstRunText.offline}
        </span>
        <LanguageChoice />
      </div>
    </section>
  )
}

/** Each language in its own name, so that whoever speaks only one finds it. */
function LanguageChoice(): JSX.Element {
  return (
    <span role="group" aria-label={firstRunText.language}>
      <Icon name="globe" size={12} />
      <For each={LANGUAGES}>
        {(one) => (
          <button
            type="button"
            lang={one}
            class={styles['language']}
            aria-pressed={one === language()}
            onClick={() => chooseLanguage(one)}
          >
            {LANGUAGE_NAMES[one]}
          </button>
        )}
      </For>
    </span>
  )
}
