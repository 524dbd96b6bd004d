// What is measured inside the page. The functions are handed over as their own text: they use nothing from outside.

export interface Scrolled {
  /** Milliseconds between frames. */
  readonly frames: readonly number[]
  /** Entries; 0 where a build does not number them. */
  readonly passed: number
  readonly rows: number
}

/** "p50 16.7 ms …, 1.2 % over 20 ms, 0.0 % over 33 ms, longest 41 ms". */
export function frameFigures({ frames, passed, rows }: Scrolled): string {
  const over = (ms: number) =>
    ((frames.filter((frame) => frame > ms).length / frames.length) * 100).toFixed(1)
  const sorted = frames.toSorted((a, b) => a - b)
  return `${frames.length} frames, ${passed} entries; middle ${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(1)} ms, ${over(20)} % over 20 ms (a frame of 16.7 ms missed), ${over(34)} % over 34 ms, longest ${(sorted.at(-1) ?? 0).toFixed(0)} ms; ${rows} rows drawn at the end`
}

function tools() {
  const frame = () => new Promise<number>((done) => requestAnimationFrame(done))
  /** After what is changed now was drawn: the task behind the next frame. */
  const painted = async () => {
    await frame()
    await new Promise<void>((done) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => done()
      port2.postMessage(null)
    })
    return performance.now()
  }
  /** Looks after each change of the page, and not by the clock: a look between two frames would miss the first of them. */
  const until = (holds: () => boolean) =>
    new Promise<void>((done, fail) => {
      const observer = new MutationObserver(() => look())
      const limit = setTimeout(() => {
        observer.disconnect()
        fail(new Error(`not in 20 s: ${holds.toString()}`))
      }, 20_000)
      const look = () => {
        if (!holds()) return
        observer.disconnect()
        clearTimeout(limit)
        done()
      }
      observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
      look()
    })
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)]
  const box = () => {
    const found = document.querySelector<HTMLElement>('.pinned-box')
    if (found === null) throw new Error('no timeline')
    return found
  }
  const button = (words: RegExp) =>
    all('button').find((one) => words.test(one.textContent.trim()) && one.offsetParent !== null) ?? null
  const pressed = async (press: () => void, holds: () => boolean) => {
    const from = performance.now()
    press()
    await until(holds)
    return (await painted()) - from
  }
  return { frame, painted, until, all, box, button, pressed }
}

type Tools = ReturnType<typeof tools>

/** From a press to what it does. */
function presses(page: Tools) {
  const { painted, until, all, button, pressed } = page
  return {
    open: (hash: string) =>
      pressed(
        () => (location.hash = hash),
        () => all('.ev').length > 5,
      ),
    close: async () => {
      location.hash = '#/'
      await until(() => all('.ev').length === 0)
      await painted()
    },
    say: async (number: number) => {
      all('[role=tab]')
        .find((one) => one.textContent.trim().startsWith('Message'))
        ?.click()
      const fieldOf = () => document.querySelector<HTMLTextAreaElement>('.composer-box textarea')
      await until(() => fieldOf() !== null && button(/^Send/) !== null)
      const field = fieldOf()
      if (field === null) throw new Error('no field')
      const text = `Said ${number} at ${Date.now()}`
      field.value = text
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      await painted()
      const took = await pressed(
        () => button(/^Send/)?.click(),
        () => all('.ev').some((entry) => entry.textContent.includes(text)),
      )
      await until(() => !all('.said[data-pending]').some((entry) => entry.textContent.includes(text)))
      return took
    },
    modes: async (times: number) => {
      const took: number[] = []
      for (let time = 0; time < times; time += 1) {
        const name = time % 2 === 0 ? 'Internal note' : 'Message'
        const tab = all('[role=tab]').find((one) => one.textContent.trim().startsWith(name))
        if (tab === undefined) throw new Error('no tab')
        took.push(
          await pressed(
            () => tab.click(),
            () => tab.getAttribute('aria-selected') === 'true',
          ),
        )
      }
      return took
    },
    filters: async (times: number) => {
      const took: number[] = []
      for (let time = 0; time < times; time += 1) {
        const before = all('.ev').at(-1)?.id
        const name = time % 2 === 0 ? 'Updates' : 'All'
        const option = all('.panes-bar button, .panes-bar [role=radio]').find(
          (one) => one.textContent.trim() === name,
        )
        if (option === undefined) throw new Error('no filter')
        took.push(
          await pressed(
            () => option.click(),
            () => all('.ev').length > 0 && all('.ev').at(-1)?.id !== before,
          ),
        )
        await painted()
      }
      return took
    },
  }
}

/** What happens by itself, frame by frame and second by second. */
function motion(page: Tools) {
  const { frame, painted, until, all, box } = page
  return {
    scroll: async (count: number) => {
      // What an older build offers instead: 300 more entries at each press, which soon takes minutes.
      for (let more = 0; more < 10; more += 1) {
        const earlier = all('button').find((one) => /earlier entr/.test(one.textContent))
        if (earlier === undefined) break
        const shown = all('.ev').length
        earlier.click()
        await until(() => all('.ev').length > shown)
        await painted()
      }
      box().scrollTop = box().scrollHeight
      await painted()
      const place = () => Number(all('.ev')[0]?.getAttribute('aria-posinset') ?? 0)
      const from = place()
      const frames: number[] = []
      let last = await frame()
      for (let drawn = 0; drawn < count; drawn += 1) {
        box().scrollTop -= 300
        const now = await frame()
        frames.push(now - last)
        last = now
      }
      return { frames, passed: from - place(), rows: all('.ev').length }
    },
    ticks: async (ms: number) => {
      const seen: string[][] = []
      const name = (node: Node | null) => {
        const element = node instanceof Element ? node : (node?.parentElement ?? null)
        const of = element?.closest('[class]')?.getAttribute('class') ?? 'page'
        return `${element?.tagName.toLowerCase() ?? ''} in .${of.split(' ').join('.')}`
      }
      const observer = new MutationObserver((records) => {
        seen.push(
          records.map((record) => {
            if (record.type === 'characterData') return `text of ${name(record.target)}`
            if (record.type === 'attributes') return `${record.attributeName} of ${name(record.target)}`
            return `children of ${name(record.target)}`
          }),
        )
      })
      observer.observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      })
      await new Promise((done) => setTimeout(done, ms))
      observer.disconnect()
      return seen
    },
  }
}

/** The text to evaluate in the page for one measure, such as "say(1)". */
export const inPage = (measure: string): string =>
  `(() => { const page = (${tools.toString()})(); return { ...(${presses.toString()})(page), ...(${motion.toString()})(page) }.${measure} })()`
