// The resolution statement as a document: what both parties sign, in full width, with what has changed since the
// version before.

import { createMemo, createSignal, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { ResolutionProposal } from '../../domain/incident/state.ts'
import type { Instant } from '../../domain/time.ts'
import { signoffText } from '../text/signoff.ts'
import { bothTimes, fullDateIn, placeTime, utcText } from '../text/zones.ts'
import { Icon } from '../ui/Icon.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { ChangedText } from './ChangedText.tsx'
import type { SignOff } from './create-sign-off.ts'
import { evidenceLines, failedAfter } from './evidence.ts'
import { EvidenceTable } from './EvidenceTable.tsx'
import { SignatureLines } from './SignatureLines.tsx'
import styles from './SignOff.module.css'

export interface StatementProps {
  readonly signOff: SignOff
  readonly proposal: ResolutionProposal
  readonly phone: boolean
}

export function Statement(props: StatementProps): JSX.Element {
  const { signOff } = props
  const [shown, setShown] = createSignal<'version' | 'changes'>('version')
  const before = () => signOff.previous()
  const full = () => shown() === 'changes'
  const times = (at: Instant) =>
    props.phone
      ? placeTime(signOff.zones().own, at, signOff.now())
      : bothTimes(signOff.zones(), at, signOff.now())
  const by = () => {
    const { by: author, party, at } = props.proposal
    return signoffText.by(author.name, signOff.partyName(party), times(at))
  }
  const lines = createMemo(() => evidenceLines(props.proposal, signOff.entries()))
  const contradiction = createMemo(() => {
    const endedAt = props.proposal.unavailabilityEndedAt
    return endedAt === null ? null : failedAfter(endedAt, signOff.entries())
  })
  return (
    <article class={styles['paper']}>
      <header class={styles['title']}>
        <div class="grow">
          <h2>{signoffText.statement}</h2>
          <div class="t2 num">{signoffText.versionBy(props.proposal.version, by())}</div>
        </div>
        <Show when={before()}>
          {(previous) => (
            <Segmented
              label={signoffText.view}
              options={[
                { value: 'version', label: signoffText.version(props.proposal.version) },
                { value: 'changes', label: signoffText.changesSince(previous().version) },
              ]}
              value={shown()}
              onValue={setShown}
            />
          )}
        </Show>
      </header>
      <Show when={full() && !hasChanges(props.proposal, before())}>
        <p class="t2">{signoffText.noChanges}</p>
      </Show>
      <h3>{signoffText.whatHappened}</h3>
      <ChangedText text={props.proposal.statement} before={before()?.statement ?? null} full={full()} />
      <Show when={props.proposal.cause ?? (full() ? before()?.cause : null)}>
        <h3>{signoffText.cause}</h3>
        <ChangedText
          text={props.proposal.cause ?? ''}
          before={before() === null ? null : (before()?.cause ?? '')}
          full={full()}
        />
      </Show>
      <Show when={props.proposal.outcome === 'WORKAROUND'}>
        <h3>{signoffText.outcome}</h3>
        <p class={styles['text']}>{signoffText.byWorkaroundText}</p>
        <For each={signOff.room()?.workarounds.filter(({ status }) => status === 'ACCEPTED')}>
          {(workaround) => <p class={styles['text']}>{signoffText.workaround(workaround.title)}</p>}
        </For>
      </Show>
      <h3>{signoffText.ended}</h3>
      <EndTime {...props} before={before()} full={full()} />
      <Show when={contradiction()}>
        {(at) => (
          <p class={`${styles['contradiction']} risk-fg`}>
            <Icon name="warning" size={14} />
            {signoffText.contradiction(bothTimes(signOff.zones(), at(), signOff.now(), true))}
          </p>
        )}
      </Show>
      <Show when={lines().length > 0}>
        <h3>{signoffText.counted}</h3>
        <EvidenceTable lines={lines()} zone={signOff.me.timeZone} now={signOff.now()} brief={props.phone} />
      </Show>
      <Show when={props.proposal.followUp ?? (full() ? before()?.followUp : null)}>
        <h3>{signoffText.stillToCome}</h3>
        <ChangedText
          text={props.proposal.followUp ?? ''}
          before={before() === null ? null : (before()?.followUp ?? '')}
          full={full()}
        />
      </Show>
      <SignatureLines signOff={signOff} />
    </article>
  )
}

/** When it ended, to the second, in both zones and UTC. */
function EndTime(
  props: StatementProps & { readonly before: ResolutionProposal | null; readonly full: boolean },
): JSX.Element {
  const words = (proposal: ResolutionProposal): string => {
    const at = proposal.unavailabilityEndedAt
    if (at === null) return signoffText.noEnd
    const { zones } = props.signOff
    return `${fullDateIn(zones().own, at)}, ${bothTimes(zones(), at, at, true)}, ${utcText(at)}`
  }
  return (
    <div>
      <ChangedText
        text={words(props.proposal)}
        before={props.before === null ? null : words(props.before)}
        full={props.full}
      />
    </div>
  )
}

const hasChanges = (now: ResolutionProposal, before: ResolutionProposal | null): boolean =>
  before === null ||
  (['cause', 'statement', 'followUp', 'outcome', 'unavailabilityEndedAt'] as const).some(
    (field) => now[field] !== before[field],
  )
