// A composer with three modes for the sample room; what is typed stays in the page.
import { Show, createSignal } from 'solid-js'
import type { JSX } from 'solid-js'
import { Button, IconButton } from '../ui/Button.tsx'
import { ComposerFrame } from '../ui/ComposerFrame.tsx'
import { Mark } from '../ui/EntryCards.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { TextArea } from '../ui/TextArea.tsx'

type Mode = 'message' | 'update' | 'note'

export function SampleComposer(props: { readonly onSay: (text: string) => void }): JSX.Element {
  const [mode, setMode] = createSignal<Mode>('update')
  const [text, setText] = createSignal('')
  const [nature, setNature] = createSignal('Certificate reissued, rolling out to SMTP')
  const send = () => {
    props.onSay(mode() === 'update' ? nature() : text())
    setText('')
  }
  return (
    <div class="composer-box" id="composer" tabIndex={-1}>
      <ComposerFrame
        label="Write"
        mode={mode()}
        onMode={setMode}
        onSubmit={send}
        modes={[
          { mode: 'message', label: 'Message', icon: 'message' },
          { mode: 'update', label: 'Periodic update', icon: 'speaker' },
          { mode: 'note', label: 'Internal note', icon: 'lock', internal: true },
        ]}
        mark={<Mark icon="check">Draft kept on this computer</Mark>}
        tools={
          <>
            <IconButton icon="clip" name="Attach a file" size="sm" />
            <IconButton icon="mention" name="Mention" size="sm" />
          </>
        }
        audience={
          mode() === 'note'
            ? 'Halyard only. Nusantara Pay cannot see this.'
            : 'Everyone in the room, Nusantara Pay included'
        }
        submit={
          <Button
            variant={mode() === 'note' ? 'internal' : 'primary'}
            icon={mode() === 'note' ? 'lock' : undefined}
            keys={['Ctrl', '↵']}
            onClick={send}
          >
            {mode() === 'note' ? 'Add internal note' : mode() === 'update' ? 'Post update 2' : 'Send'}
          </Button>
        }
      >
        <Show
          when={mode() === 'update'}
          fallback={
            <TextArea
              label="Text"
              labelHidden
              bare={mode() === 'message'}
              internal={mode() === 'note'}
              placeholder="Message everyone in the room"
              value={text()}
              onText={setText}
            />
          }
        >
          <div class="composer-fields">
            <Field label="Nature of the issue" value={nature()} onText={setNature} />
            <Field label="Expected resolution" value="08:50" suffix="15:50 Jakarta" />
            <Select
              label="Status"
              value="fixing"
              onValue={() => undefined}
              options={[{ value: 'fixing', label: 'Fixing' }]}
            />
          </div>
        </Show>
      </ComposerFrame>
    </div>
  )
}
