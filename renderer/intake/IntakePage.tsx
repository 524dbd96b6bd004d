// Hotline intake: a representative takes the essentials of a call (CRI-3) and starts the 15-minute clock (CRI-4). Five
// questions on the left, what is known of the caller on the right; everything typed is kept on every key stroke.

import { useNavigate } from '@solidjs/router'
import { createSignal, For, onCleanup, onMount, Show, untrack } from 'solid-js'
import type { JSX } from 'solid-js'
import type { RoomId } from '../../domain/ids.ts'
import { PERMISSIONS } from '../../domain/incident/permissions.ts'
import { useMe } from '../live/use-replica.ts'
import { roomPath } from '../platform/room-address.ts'
import { intakeAside, intakeText } from '../text/intake.ts'
import { language } from '../text/language.ts'
import type { SpokenLanguage } from '../text/spoken.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { AccountCard } from './AccountCard.tsx'
import { AccountChoice } from './AccountChoice.tsx'
import { createIntake } from './create-intake.ts'
import { FailingNow } from './FailingNow.tsx'
import { IntakeFoot } from './IntakeFoot.tsx'
import { IntakeHead } from './IntakeHead.tsx'
import { intakeKeys } from './intake-keys.ts'
import { isTooOld, TEXT_FIELDS } from './intake-form.ts'
import { KeysLine } from './KeysLine.tsx'
import { OpenRoomQuestion } from './OpenRoomQuestion.tsx'
import { Question } from './Question.tsx'
import { TicketBox } from './TicketBox.tsx'
import { ToldList } from './ToldList.tsx'
import styles from './Intake.module.css'

export function IntakePage(): JSX.Element {
  const me = useMe('IntakePage')
  return (
    <Show
      when={PERMISSIONS.takeIntake.roles.includes(me.role)}
      fallback={
        <main class="main">
          <EmptyState page icon="lock" title={intakeText.notYours}>
            {intakeText.notYoursLine}
          </EmptyState>
        </main>
      }
    >
      <IntakeForm />
    </Show>
  )
}

function IntakeForm(): JSX.Element {
  const intake = createIntake()
  const go = useNavigate()
  // Begins with the screen's language, and is the caller's from then on.
  const [spokenIn, setSpokenIn] = createSignal<SpokenLanguage>(untrack(language))
  let page: HTMLDivElement | undefined
  const openRoom = (id: RoomId) => go(roomPath(id))
  /** The field without which no clock starts. */
  const missing = () => {
    if (intake.ready()) return '[data-none]'
    return intake.match().account === null ? '[data-asked="company"]' : '[data-asked="contactPhone"]'
  }
  const start = async () => {
    const roomId = await intake.start()
    if (roomId !== null) openRoom(roomId)
    else page?.querySelector<HTMLElement>(`${missing()}, [aria-invalid="true"]`)?.focus()
  }
  const keys = intakeKeys({
    intake,
    page: () => page,
    onStart: () => void start(),
    onSame: openRoom,
    onLanguage: () => setSpokenIn(spokenIn() === 'en' ? 'id' : 'en'),
    onLeave: () => go('/'),
  })
  onMount(() => {
    document.addEventListener('keydown', keys)
    onCleanup(() => document.removeEventListener('keydown', keys))
    page?.querySelector<HTMLElement>('[data-asked]')?.focus()
  })
  return (
    <div class={styles['page']} ref={page}>
      <IntakeHead intake={intake} language={spokenIn()} onLanguage={setSpokenIn} />
      <Show when={!intake.isBlank() && isTooOld(intake.form(), intake.now())}>
        <Banner
          icon="clock"
          tone="risk"
          title={intakeText.oldDraft}
          action={<Button onClick={() => intake.startOver()}>{intakeText.clear}</Button>}
        >
          {intakeText.oldDraftLine}
        </Banner>
      </Show>
      <div class={styles['wrap']}>
        <main class={styles['form']} id="content">
          <div class={styles['questions']}>
            <For each={TEXT_FIELDS}>
              {(field, index) => (
                <Question
                  intake={intake}
                  field={field}
                  number={index() + 1}
                  language={spokenIn()}
                  below={field === 'company' ? <AccountChoice intake={intake} /> : undefined}
                />
              )}
            </For>
            <datalist id="intake-contacts">
              <For each={intake.contacts()}>
                {(person) => <option value={person.name}>{person.title}</option>}
              </For>
            </datalist>
            <FailingNow intake={intake} />
            <Show when={intake.problem('receivedAt')}>
              {(sentence) => (
                <p class={`${styles['wrong']} risk-fg`} role="alert">
                  {sentence()}
                </p>
              )}
            </Show>
            <KeysLine language={spokenIn()} />
          </div>
          <IntakeFoot intake={intake} onStart={() => void start()} />
        </main>
        <aside class={styles['aside']} aria-label={intakeAside.label}>
          <OpenRoomQuestion intake={intake} onSame={openRoom} />
          <Show when={intake.match().account} fallback={<p class="t2">{intakeAside.unknownYet}</p>}>
            {(account) => <AccountCard intake={intake} account={account()} />}
          </Show>
          <TicketBox intake={intake} />
          <ToldList intake={intake} />
        </aside>
      </div>
    </div>
  )
}
