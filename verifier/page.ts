// The verifier as one page that anybody opens from a disk: choose or drop a record, read what it is. The same code as
// the command; no network, no storage, no markup made of text. scripts/build-verifier.mjs puts it into one file.

import './page.css'
import { element, pick } from './page-parts.ts'
import type { Verification } from '../protocol/verify-record-result.ts'
import { refusedBySize, tooLarge, verifyBytes } from './record-file.ts'
import { type Line, type Report, reportOf } from './report.ts'
import { languageOf, type VerifierLanguage, WORDS } from './text/words.ts'

/** What the page shows. */
interface Shown {
  readonly name: string
  /** Null while the file is being read. */
  readonly verification: Verification | null
}

const LANGUAGES: readonly (readonly [VerifierLanguage, string])[] = [
  ['en', 'English'],
  ['id', 'Bahasa Indonesia'],
]

const root = document.documentElement
let language = languageOf(navigator.language)
let shown: Shown | null = null
/** Of two files chosen quickly, the later one is shown. */
let asked = 0

function draw(focus: 'report' | 'language' | 'theme' | null = null): void {
  const words = WORDS[language]
  root.lang = language
  document.title = words.pageTitle
  const main = element('main', { id: 'content' }, [
    element('h1', {}, [words.pageTitle]),
    element('p', { class: 'lead' }, [words.pageLead]),
    chooser(),
    outcome(),
  ])
  document.body.replaceChildren(settings(), main)
  if (focus !== null) document.getElementById(focus)?.focus()
}

function settings(): HTMLElement {
  const words = WORDS[language]
  const languages = pick(words.language, 'language', LANGUAGES, language, (chosen) => {
    language = chosen
    draw('language')
  })
  const isDark = root.dataset['theme'] === 'dark'
  const theme = element('button', { type: 'button', id: 'theme', 'aria-pressed': String(isDark) }, [
    words.theme,
  ])
  theme.addEventListener('click', () => {
    root.dataset['theme'] = isDark ? 'light' : 'dark'
    draw('theme')
  })
  return element('header', {}, [languages, theme])
}

function chooser(): HTMLElement {
  const words = WORDS[language]
  const input = element('input', { type: 'file', id: 'file', accept: '.accord-record' })
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (file !== undefined) void read(file)
  })
  const label = shown === null ? words.choose : words.again
  return element('p', { class: 'drop' }, [
    input,
    element('label', { for: 'file', class: 'choose' }, [label]),
    element('span', {}, [words.drop]),
  ])
}

function outcome(): HTMLElement {
  const words = WORDS[language]
  if (shown === null) return element('section', { 'aria-live': 'polite' }, [])
  if (shown.verification === null)
    return element('section', { 'aria-live': 'polite' }, [element('p', {}, [words.reading])])
  return reportOn(reportOf(shown.verification, words), shown.name)
}

function reportOn({ verdict, title, line, sections }: Report, name: string): HTMLElement {
  const head = element('div', { class: `verdict ${verdict.toLowerCase()}` }, [
    element('p', { class: 'file' }, [name]),
    element('h2', { id: 'report', tabindex: '-1' }, [title]),
    element('p', {}, [line]),
  ])
  const parts = sections.map((section) =>
    element('section', {}, [element('h3', {}, [section.title]), ...linesOf(section.lines)]),
  )
  return element('article', { 'aria-labelledby': 'report' }, [head, ...parts])
}

function linesOf(lines: readonly Line[]): readonly HTMLElement[] {
  const sentences = lines.filter(({ label }) => label === null)
  const named = lines.filter(({ label }) => label !== null)
  const list = element(
    'ul',
    {},
    sentences.map(({ value }) => element('li', {}, [value])),
  )
  const values = element(
    'dl',
    {},
    named.flatMap(({ label, value, exact }) => [
      element('dt', {}, [label ?? '']),
      element('dd', { class: exact ? 'exact' : 'words', dir: 'auto' }, [value]),
    ]),
  )
  return [...(named.length > 0 ? [values] : []), ...(sentences.length > 0 ? [list] : [])]
}

async function read(file: File): Promise<void> {
  const turn = ++asked
  shown = { name: file.name, verification: null }
  draw()
  const verification = await verificationOf(file)
  if (turn !== asked) return
  shown = { name: file.name, verification }
  draw('report')
}

async function verificationOf(file: File): Promise<Verification> {
  if (tooLarge(file.size)) return refusedBySize(file.size)
  // A folder, or a file that went away, has no bytes: it is read as an empty one.
  const bytes = await file.arrayBuffer().catch(() => new ArrayBuffer(0))
  return verifyBytes(new Uint8Array(bytes))
}

addEventListener('dragover', (event) => {
  event.preventDefault()
  document.body.classList.add('over')
})
addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) document.body.classList.remove('over')
})
addEventListener('drop', (event) => {
  event.preventDefault()
  document.body.classList.remove('over')
  const [file] = event.dataTransfer?.files ?? []
  if (file !== undefined) void read(file)
})

root.dataset['theme'] = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
draw()
