// What a hostile page hands to the bridge. `fuzzBridge` runs inside the page, in its own world, as a script that got
// into it would: it stands alone. The same seed gives the same calls.

export interface FuzzOrder {
  readonly seed: number
  readonly calls: number
  readonly methods: readonly string[]
  /** Ids that exist: of people, servers and rooms, also of others. */
  readonly ids: readonly string[]
  /** What no answer may contain. */
  readonly secrets: readonly string[]
}

export interface FuzzReport {
  readonly answered: number
  /** How often each refusal came, by its first word. */
  readonly refused: Readonly<Record<string, number>>
  /** Calls whose answer said what it must not, or that were never answered. */
  readonly faults: readonly string[]
}

export async function fuzzBridge(order: FuzzOrder): Promise<FuzzReport> {
  /** Enough that no call waits for a slow one, few enough that most are heard before the pace is too fast. */
  const AT_ONCE = 40
  const ANSWER_WITHIN_MS = 20_000
  const HUGE = 10 * 1024 * 1024
  const bridge = Reflect.get(window, 'accord') as Record<string, (...given: unknown[]) => unknown>
  let state = order.seed
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item

  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  const deep = (): unknown => Array.from({ length: 5_000 }).reduce((inner) => [inner], 0)
  const texts = [
    '',
    'x',
    'x'.repeat(20_000),
    '../../../../etc/passwd',
    '..\\..\\windows\\win.ini',
    '%2e%2e%2f%2e%2e%2fmain.js',
    'index.html\u0000.png',
    '/etc/passwd',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'https://user:secret@evil.invalid/',
    'https://evil.invalid/\u202egnp.exe',
    'http://169.254.169.254/latest/meta-data',
    'smb://evil.invalid/share',
    'mailto:a@evil.invalid?attach=/etc/passwd',
    '*#06#',
    '__proto__',
    'constructor',
    "'; drop table outbox; --",
    '<img src=x onerror=alert(1)>',
    '${process.env.HOME}',
    '\ud800',
    'e\u0301'.repeat(2_000),
    ...order.ids,
  ]
  const values: readonly (() => unknown)[] = [
    () => undefined,
    () => null,
    () => Number.NaN,
    () => Number.POSITIVE_INFINITY,
    () => -0,
    () => 2 ** 60,
    () => -1,
    () => 12n,
    () => true,
    () => [],
    () => ({}),
    () => circle,
    deep,
    () => Object.create(null) as unknown,
    () => JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}') as unknown,
    () => ({ toString: 1, valueOf: null, length: 1e9 }),
    () => ({
      get id(): string {
        throw new Error('hostile getter')
      },
    }),
    () =>
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('hostile proxy')
          },
        },
      ),
    () => Array.from({ length: 2_000 }),
    () => new Map([['id', 'x']]),
    () => new Date(Number.NaN),
    () => new Uint8Array(64),
    () => Symbol('x'),
    () => () => 'called',
    () => document.body,
    () => window,
    () => new Error('x'),
    () => Promise.resolve('later'),
  ]
  const value = (): unknown => (random() < 0.5 ? pick(texts) : pick(values)())
  const room = order.ids.at(-1) ?? 'x'
  /** What the method takes, so that one wrong field comes as far as its own check. */
  const shapes: Readonly<Record<string, () => unknown[]>> = {
    bringFile: () => [{ roomId: room, name: 'a.txt', type: 'text/plain', bytes: new Uint8Array(8) }],
    fetchFile: () => [room, 'x'],
    administer: () => [pick(['people', 'person', 'deactivatePerson']), '{"id":"x"}'],
    notify: () => [
      {
        id: 'n',
        group: 'g',
        title: 't',
        body: 'b',
        urgency: 'NORMAL',
        stays: false,
        actions: [{ key: 'k', label: 'l' }],
        roomId: room,
      },
    ],
    setStatus: () => [
      { language: 'en', clocks: [], badge: 1, keepAwake: false, link: 'LIVE', waiting: 0, quietUntil: null },
    ],
    emailStart: () => ['rani@nusantarapay.example'],
    emailFinish: () => ['123456'],
    phoneFinish: () => ['rani@nusantarapay.example', '12345678'],
    openOutside: () => [pick(['web', 'mail', 'phone']), pick(texts)],
  }
  const given = (method: string, call: number): unknown[] => {
    // Rare, since they are carried as text.
    if (call % 1_000 === 1) return ['x'.repeat(HUGE)]
    if (call % 1_000 === 2) return [{ roomId: room, name: 'a', type: 'b', bytes: new Uint8Array(HUGE) }]
    const shape = shapes[method]?.()
    if (shape === undefined || random() < 0.4)
      return Array.from({ length: Math.floor(random() * 4) }, () => value())
    if (random() < 0.2) return shape
    const at = Math.floor(random() * shape.length)
    const part = shape[at]
    if (typeof part === 'object' && part !== null && random() < 0.9)
      shape[at] = { ...part, [pick([...Object.keys(part), '__proto__', 'extra'])]: value() }
    else shape[at] = value()
    return shape
  }

  const refused: Record<string, number> = {}
  const faults: string[] = []
  let answered = 0
  const EXPECTED =
    /^(NOT_ALLOWED|TOO_OFTEN|FAILED|BAD_ARGUMENT)\b|could not be cloned|contextBridge|call stack|hostile/
  const say = (result: unknown): string => {
    try {
      return result instanceof Uint8Array ? new TextDecoder().decode(result) : (JSON.stringify(result) ?? '')
    } catch {
      return String(result)
    }
  }
  const tells = (said: string): boolean =>
    order.secrets.some((secret) => said.includes(secret)) || /\n\s+at |node:internal|\.(ts|js):\d+/.test(said)

  async function once(call: number): Promise<void> {
    const method = order.methods[call % order.methods.length] ?? ''
    const late = new Promise<never>((_done, fail) =>
      setTimeout(() => fail(new Error('NEVER_ANSWERED')), ANSWER_WITHIN_MS),
    )
    try {
      const result = await Promise.race([bridge[method]?.(...given(method, call)), late])
      answered += 1
      if (tells(say(result))) faults.push(`${call} ${method}: ${say(result).slice(0, 300)}`)
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error)
      const code = /^[A-Z_]{4,}/.exec(said)?.[0] ?? 'refused before it left the page'
      refused[code] = (refused[code] ?? 0) + 1
      if (!EXPECTED.test(said) || tells(said)) faults.push(`${call} ${method}: ${said.slice(0, 300)}`)
    }
  }
  for (let call = 0; call < order.calls; call += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, (_, more) => once(call + more)))
  return { answered, refused, faults }
}
