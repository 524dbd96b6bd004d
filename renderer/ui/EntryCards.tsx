// What stands in the body of a timeline entry: words somebody said, a card, an update with its three parts, an internal
// note, and an entry that was not accepted. Screens word them; the kit gives them their looks.
import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-paths.ts'
import './entry-cards.css'

export interface SaidProps {
  readonly who: string
  /** After the name: the company, or the recorded time. */
  readonly tag?: JSX.Element | undefined
  /** Not recorded yet: the words are grey. */
  readonly pending?: boolean | undefined
  /** A Mark beside the name: sending, waiting. */
  readonly mark?: JSX.Element | undefined
  /** Below the words: a Mark ("seen by …") or LinkButtons (Edit, Take back). */
  readonly below?: JSX.Element | undefined
  readonly children: JSX.Element
}

/** Words somebody said, without a card. */
export function Said(props: SaidProps): JSX.Element {
  return (
    <div class="said" data-pending={props.pending ? '' : undefined}>
      <div class="entry-head">
        <b>{props.who}</b>
        <Show when={props.tag}>{(tag) => <span class="tag num">{tag()}</span>}</Show>
        {props.mark}
      </div>
      <div class="entry-text">{props.children}</div>
      <Show when={props.below}>{(below) => <div class="entry-below">{below()}</div>}</Show>
    </div>
  )
}

/** A small icon with words about an entry's own fate: sending, waiting, seen, not sent. */
export function Mark(props: {
  readonly icon?: IconName | undefined
  readonly tone?: 'plain' | 'risk' | undefined
  readonly children: JSX.Element
}): JSX.Element {
  return (
    <span class={`mark mark-${props.tone ?? 'plain'}`}>
      <Show when={props.icon}>{(icon) => <Icon name={icon()} size={12} />}</Show>
      {props.children}
    </span>
  )
}

export interface CardProps {
  readonly title: JSX.Element
  /** After the title in a lighter tone: who. */
  readonly by?: string | undefined
  /** At the right: a Chip. */
  readonly chip?: JSX.Element | undefined
  /** plain (default), late (red edge), ask (blue: needs an answer), sunken. */
  readonly tone?: 'plain' | 'late' | 'ask' | 'sunken' | undefined
  /** Buttons at the foot. */
  readonly actions?: JSX.Element | undefined
  readonly children?: JSX.Element
}

export function Card(props: CardProps): JSX.Element {
  return (
    <div class={`card card-${props.tone ?? 'plain'}`}>
      <div class="entry-head">
        <b>{props.title}</b>
        <Show when={props.by}>
          <span class="t3 s12">{props.by}</span>
        </Show>
        <Show when={props.chip}>{(chip) => <span class="entry-chip">{chip()}</span>}</Show>
      </div>
      {props.children}
      <Show when={props.actions}>{(actions) => <div class="card-actions">{actions()}</div>}</Show>
    </div>
  )
}

export interface UpdateCardProps extends Omit<CardProps, 'tone' | 'children'> {
  /** The update came late: red edge. */
  readonly late?: boolean | undefined
  /** Its parts, each with a small heading. */
  readonly parts: readonly { readonly term: string; readonly detail: JSX.Element }[]
}

export function UpdateCard(props: UpdateCardProps): JSX.Element {
  return (
    <Card
      title={props.title}
      by={props.by}
      chip={props.chip}
      tone={props.late ? 'late' : 'plain'}
      actions={props.actions}
    >
      <dl class="update-parts">
        <For each={props.parts}>
          {(part) => (
            <div>
              <dt>{part.term}</dt>
              <dd>{part.detail}</dd>
            </div>
          )}
        </For>
      </dl>
    </Card>
  )
}

export interface NoteCardProps {
  readonly who: string
  /** The warning at the right: only this side sees it. Also read first by screen readers. */
  readonly flag: string
  readonly children: JSX.Element
}

/** An internal note: violet, hatch, lock, words. */
export function NoteCard(props: NoteCardProps): JSX.Element {
  return (
    <div class="note">
      <span class="sr">{props.flag}</span>
      <div class="entry-head">
        <b>{props.who}</b>
        <span class="note-flag" aria-hidden="true">
          <Icon name="eye-off" size={14} />
          {props.flag}
        </span>
      </div>
      <div class="note-text">{props.children}</div>
    </div>
  )
}

export interface RejectCardProps {
  /** Why it was not accepted, in one line. */
  readonly why: string
  /** The text, kept. */
  readonly children: JSX.Element
  /** The likely next steps and a way to discard. */
  readonly actions: JSX.Element
}

/** An entry that was not accepted: it keeps its place, its text, and offers what to do next. */
export function RejectCard(props: RejectCardProps): JSX.Element {
  return (
    <div class="reject" role="group" aria-label={props.why}>
      <div class="reject-why">
        <Icon name="warning" size={16} />
        <b>{props.why}</b>
      </div>
      <div class="reject-body">
        <div class="t2">{props.children}</div>
        <div class="card-actions">{props.actions}</div>
      </div>
    </div>
  )
}
