// The gallery: every part of the kit in every state, in both themes, for designers and for tests with pictures. It is a
// page of its own and no part of the product. `?page=room` shows the parts put together in the shell, with clocks
// that run.
import '../styles/global.css'
import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { render } from 'solid-js/web'
import { BrandMark } from '../ui/BrandMark.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { chooseTheme, followTheme, themeChoice } from '../ui/theme.ts'
import { ClockSection } from './ClockSection.tsx'
import { ControlSection } from './ControlSection.tsx'
import { EntrySection } from './EntrySection.tsx'
import { FactsGallery } from './FactsGallery.tsx'
import { FeedbackSection } from './FeedbackSection.tsx'
import { RoomSample } from './RoomSample.tsx'
import { TimelineSection } from './TimelineSection.tsx'
import './gallery.css'

const THEMES = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'system', label: 'System' },
] as const

function Sheet(): JSX.Element {
  return (
    <main class="sheet">
      <header class="sheet-head wide">
        <BrandMark size={30} />
        <h1>Components and their states</h1>
        <span class="t2 grow">
          Names are those of renderer/ui. <a href="?page=room">See them together</a>
        </span>
        <Segmented label="Theme" options={THEMES} value={themeChoice()} onValue={chooseTheme} />
      </header>
      <ClockSection />
      <TimelineSection />
      <EntrySection />
      <FactsGallery />
      <ControlSection />
      <FeedbackSection />
    </main>
  )
}

const root = document.getElementById('root')
if (root) {
  followTheme()
  const page = new URLSearchParams(location.search).get('page')
  render(
    () => (
      <Show when={page === 'room'} fallback={<Sheet />}>
        <RoomSample />
      </Show>
    ),
    root,
  )
}
