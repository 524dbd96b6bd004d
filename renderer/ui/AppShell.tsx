// The frame of a window: content and, last in the order of the Tab key, sidebar; and the frame of a page with header, deck, body, foot and facts. Both
// give way as the window shrinks; the rules are in styles/shell.css. A screen fills the slots and asks for no sizes.
import { Show, children } from 'solid-js'
import type { JSX } from 'solid-js'

export interface AppShellProps {
  /** A Sidebar; left out for pages that stand alone (intake, sign-in). */
  readonly sidebar?: JSX.Element | undefined
  /** The person chose the narrow sidebar. */
  readonly rail?: boolean | undefined
  /** First stop of the Tab key: where it jumps to (#id) and its words. */
  readonly skip?: { readonly to: string; readonly label: string } | undefined
  /** Across the top of the content, beside the sidebar: Banners about the whole of it. */
  readonly banner?: JSX.Element | undefined
  readonly children: JSX.Element
}

export function AppShell(props: AppShellProps): JSX.Element {
  return (
    <div class="app" data-rail={props.rail ? 'on' : undefined} data-bare={props.sidebar ? undefined : ''}>
      <Show when={props.skip}>
        {(skip) => (
          <button
            type="button"
            class="skip"
            onClick={() => document.getElementById(skip().to)?.focus({ preventScroll: false })}
          >
            {skip().label}
          </button>
        )}
      </Show>
      <div class="app-content">
        <div class="app-banner">{props.banner}</div>
        {props.children}
      </div>
      {props.sidebar}
    </div>
  )
}

export interface PanesProps {
  /** Across the top: a Banner. */
  readonly banner?: JSX.Element | undefined
  /** A PaneHead. */
  readonly head: JSX.Element
  /** A Deck. */
  readonly deck?: JSX.Element | undefined
  /** A line between deck and body: date and filter; not on phones. */
  readonly bar?: JSX.Element | undefined
  /** Fills the height; bring your own scrolling (PinnedScroll, or overflow in your CSS). */
  readonly body: JSX.Element
  /** Under the body: the composer. */
  readonly foot?: JSX.Element | undefined
  /** FactsSection elements; left out, the page has no third column. */
  readonly facts?: JSX.Element | undefined
  /** Name of the facts column. */
  readonly factsLabel?: string | undefined
  /** Whether the drawer (760 to 1023) or the phone's facts tab is open; wider windows always show facts. */
  readonly factsOpen?: boolean | undefined
  /** Width of the facts column in px, 344 by default. */
  readonly factsWidth?: number | undefined
  /** PhoneTabs; shown on phones only. */
  readonly tabs?: JSX.Element | undefined
}

export function Panes(props: PanesProps): JSX.Element {
  const facts = () => (props.factsLabel === undefined ? 'none' : props.factsOpen ? 'open' : 'closed')
  const width = () => (props.factsWidth === undefined ? undefined : `${props.factsWidth}px`)
  return (
    <div class="panes" data-facts={facts()} style={{ '--w-facts': width() }}>
      <main class="panes-main">
        <div class="panes-banner">{props.banner}</div>
        <div class="panes-head">{props.head}</div>
        <Show when={props.deck}>{(deck) => <div class="panes-deck">{deck()}</div>}</Show>
        <Show when={props.bar}>
          {(bar) => (
            <div class="panes-bar">
              <div class="panes-bar-in">{bar()}</div>
            </div>
          )}
        </Show>
        <div class="panes-body">{props.body}</div>
        <Show when={props.foot}>
          {(foot) => (
            <div class="panes-foot" data-foot="">
              {foot()}
            </div>
          )}
        </Show>
      </main>
      <Show when={props.factsLabel}>
        {(label) => (
          <aside class="panes-facts" aria-label={label()}>
            {props.facts}
          </aside>
        )}
      </Show>
      <Show when={props.tabs}>
        {(tabs) => (
          <div class="panes-tabs" data-foot="">
            {tabs()}
          </div>
        )}
      </Show>
    </div>
  )
}

export interface PaneHeadProps {
  /** Above the title: company, severity, phase, number. */
  readonly meta?: JSX.Element | undefined
  readonly title: string
  /** Before both, on phones: a back button. */
  readonly back?: JSX.Element | undefined
  /** The back button stands there in every window: the page is a part of another. */
  readonly backAlways?: boolean | undefined
  /** At the right: SyncPill, AvatarStack, Buttons. */
  readonly actions?: JSX.Element | undefined
  /** Instead of meta on phones: severity, state, SyncPill. */
  readonly phoneMeta?: JSX.Element | undefined
  /** Instead of actions on phones: one IconButton. */
  readonly phoneAction?: JSX.Element | undefined
}

export function PaneHead(props: PaneHeadProps): JSX.Element {
  const phoneMeta = children(() => props.phoneMeta)
  const phoneAction = children(() => props.phoneAction)
  return (
    <header class="head">
      <Show when={props.back}>
        {(back) => (
          <div class="head-back" data-always={props.backAlways ? '' : undefined}>
            {back()}
          </div>
        )}
      </Show>
      <div class="grow">
        <Show when={props.meta}>
          {(meta) => (
            <div class="head-meta" classList={{ 'head-desk': Boolean(phoneMeta()) }}>
              {meta()}
            </div>
          )}
        </Show>
        <Show when={phoneMeta()}>{(meta) => <div class="head-meta head-phone">{meta()}</div>}</Show>
        <h1 class="ell" title={props.title}>
          {props.title}
        </h1>
      </div>
      <Show when={props.actions}>
        {(actions) => (
          <div class="head-actions" classList={{ 'head-desk': Boolean(phoneAction()) }}>
            {actions()}
          </div>
        )}
      </Show>
      <Show when={phoneAction()}>{(action) => <div class="head-phone">{action()}</div>}</Show>
    </header>
  )
}
