// The facts column: sections with a heading, people, parties and their signatures, and pairs of a name and a value.
import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import './facts.css'

export interface FactsSectionProps {
  readonly title: string
  /** At the right of the heading: when, or a LinkButton. */
  readonly aside?: JSX.Element | undefined
  /** A larger heading, for the question of a page. */
  readonly question?: boolean | undefined
  readonly children: JSX.Element
}

export function FactsSection(props: FactsSectionProps): JSX.Element {
  return (
    <section class="fx" data-question={props.question ? '' : undefined}>
      <header>
        <h2>{props.title}</h2>
        <Show when={props.aside}>{(aside) => <span class="s12 t3 num">{aside()}</span>}</Show>
      </header>
      {props.children}
    </section>
  )
}

export interface PersonRowProps {
  /** An Avatar with presence. */
  readonly avatar: JSX.Element
  readonly name: string
  /** After the name in a lighter tone: "owns this room". */
  readonly note?: string | undefined
  /** Below: role, local time, presence in words. */
  readonly role?: string | undefined
  /** At the right: an IconButton (call), a Chip, words. */
  readonly action?: JSX.Element | undefined
}

export function PersonRow(props: PersonRowProps): JSX.Element {
  return (
    <div class="person">
      {props.avatar}
      <div class="grow">
        <div class="person-name ell">
          {props.name}
          <Show when={props.note}>
            <span class="person-note"> {props.note}</span>
          </Show>
        </div>
        <Show when={props.role}>
          <div class="person-role num">{props.role}</div>
        </Show>
      </div>
      {props.action}
    </div>
  )
}

/** A party with where it stands: avatar, name, and a Chip. */
export function PartyRow(props: {
  readonly avatar: JSX.Element
  readonly name: string
  readonly note?: string | undefined
  readonly chip: JSX.Element
}): JSX.Element {
  return (
    <div class="party">
      {props.avatar}
      <div class="grow party-name">
        <span class="ell">{props.name}</span>
        <Show when={props.note}>
          <span class="t2 ell">{props.note}</span>
        </Show>
      </div>
      {props.chip}
    </div>
  )
}

/** Names and values in two columns. */
export function KeyValues(props: {
  readonly pairs: readonly { readonly key: string; readonly value: JSX.Element }[]
  /** 96 px for the names instead of 64. */
  readonly wide?: boolean | undefined
}): JSX.Element {
  return (
    <dl class="kv" data-wide={props.wide ? '' : undefined}>
      <For each={props.pairs}>
        {(pair) => (
          <>
            <dt>{pair.key}</dt>
            <dd>{pair.value}</dd>
          </>
        )}
      </For>
    </dl>
  )
}
