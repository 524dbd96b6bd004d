// Where people write: one frame, a mode for each kind of entry, and always the line that says who will read it.

import { createSignal, Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { AttachMenu } from '../../attach/AttachMenu.tsx'
import { AttachPanel } from '../../attach/AttachPanel.tsx'
import { createRoomAttach } from '../../attach/create-room-attach.ts'
import { thisEdition } from '../../keys/edition.ts'
import { sendCaps } from '../../keys/key-caps.ts'
import { formText } from '../../text/room.ts'
import { composerText } from '../../text/room-composer.ts'
import { Button } from '../../ui/Button.tsx'
import { ComposerFrame, type ComposerMode as FrameMode } from '../../ui/ComposerFrame.tsx'
import { Mark } from '../../ui/EntryCards.tsx'
import { SEND_SHORTCUTS } from '../../ui/send-key.ts'
import { createLayout } from '../../ui/viewport.ts'
import { Problem } from '../Problem.tsx'
import { COMPOSER_ID, type ComposerMode, useRoom } from '../room-scope.ts'
import { createComposer } from './create-composer.ts'
import { createInternalGuard } from './internal-guard.ts'
import { InternalQuestion } from './InternalQuestion.tsx'
import { MessageFields } from './MessageFields.tsx'
import { RequestUpdate } from './RequestUpdate.tsx'
import { SentLater } from './SentLater.tsx'
import { UpdateFields } from './UpdateFields.tsx'
import { WhoWrites } from './WhoWrites.tsx'
import { WorkaroundFields } from './WorkaroundFields.tsx'
import styles from './Composer.module.css'

const frameModes = (): Readonly<Record<ComposerMode, FrameMode<ComposerMode>>> => ({
  message: { mode: 'message', label: composerText.message, icon: 'message', hint: '/message' },
  update: { mode: 'update', label: composerText.update, icon: 'speaker', hint: '/update' },
  note: { mode: 'note', label: composerText.note, icon: 'lock', hint: '/note', internal: true },
  workaround: { mode: 'workaround', label: composerText.workaround, icon: 'wrench', hint: '/workaround' },
})

export function Composer(): JSX.Element {
  const scope = useRoom('Composer')
  const { room, me, provider } = scope
  const layout = createLayout()
  const [expanded, setExpanded] = createSignal(false)
  let box: HTMLDivElement | undefined
  const focus = () => {
    setExpanded(true)
    queueMicrotask(() => box?.querySelector<HTMLElement>('[role=tabpanel] :is(textarea, input)')?.focus())
  }
  const composer = createComposer(scope, focus)
  const guard = createInternalGuard(scope, composer)
  /** To another mode, with the caret. */
  const typeInto = (mode: ComposerMode) => {
    guard.switchTo(mode)
    focus()
  }
  const attach = createRoomAttach()
  const isNote = () => composer.mode() === 'note'
  const audience = () => {
    if (isNote()) return composerText.internal(provider(), room().accountName)
    return me.party === 'PROVIDER'
      ? composerText.everyone(room().accountName)
      : composerText.everyoneForCustomer(provider())
  }
  const submitWords = () =>
    ({
      message: composerText.send,
      update: composerText.postUpdate(room().updates.length + 1),
      note: composerText.addNote,
      workaround: composerText.offerWorkaround,
    })[composer.mode()]
  const send = async () => {
    if (await composer.send()) setExpanded(false)
  }
  const isCollapsed = () => layout() === 'phone' && !expanded() && !composer.shown().isDirty()
  return (
    <>
      <WhoWrites mode={composer.mode()} />
      <div
        class={`composer-box ${styles['box']}`}
        id={COMPOSER_ID}
        tabIndex={-1}
        ref={box}
        onInput={() => composer.typed()}
        onPaste={guard.onPaste}
        onFocus={(event) => event.target === event.currentTarget && focus()}
      >
        <Show
          when={!isCollapsed()}
          fallback={
            <button type="button" class={styles['collapsed']} onClick={focus}>
              {composerText.messagePlaceholder}
            </button>
          }
        >
          <ComposerFrame
            label={composerText.label}
            modes={composer.modes().map((mode) => frameModes()[mode])}
            mode={composer.mode()}
            onMode={guard.switchTo}
            mark={
              <Show when={composer.shown().isDirty() && layout() !== 'phone'}>
                <Mark icon="check">{formText.draftKept}</Mark>
              </Show>
            }
            notice={
              <>
                <InternalQuestion guard={guard} />
                <Show when={attach}>{(one) => <AttachPanel attach={one()} />}</Show>
              </>
            }
            tools={
              <>
                <Show when={attach}>{(one) => <AttachMenu attach={one()} internal={isNote()} />}</Show>
                <Show when={me.party === 'CUSTOMER'}>
                  <RequestUpdate />
                </Show>
              </>
            }
            audience={audience()}
            later={<SentLater />}
            onSubmit={() => void send()}
            submit={
              <Button
                variant={isNote() ? 'internal' : 'primary'}
                icon={isNote() ? 'lock' : undefined}
                keys={layout() === 'phone' ? undefined : sendCaps(thisEdition())}
                aria-keyshortcuts={SEND_SHORTCUTS}
                busy={composer.shown().busy()}
                onClick={() => void send()}
              >
                {submitWords()}
              </Button>
            }
          >
            <Switch>
              <Match when={composer.mode() === 'update'}>
                <UpdateFields form={composer.update} onMode={typeInto} />
              </Match>
              <Match when={composer.mode() === 'workaround'}>
                <WorkaroundFields form={composer.workaround} onMode={typeInto} />
              </Match>
              <Match when={isNote()}>
                <MessageFields form={composer.note} internal onMode={typeInto} />
              </Match>
              <Match when={composer.mode() === 'message'}>
                <MessageFields form={composer.message} internal={false} onMode={typeInto} />
              </Match>
            </Switch>
            <Problem words={composer.shown().problem()} />
          </ComposerFrame>
        </Show>
      </div>
    </>
  )
}
