// How values cross between a page and the stand-in's main process: as text, since the developer protocol carries no
// structured clones. The graph is written as a list of nodes, so that circles and shared objects come out as they went
// in. `codec` is also sent into pages as text and must not use anything around it.

export interface Codec {
  readonly pack: (value: unknown) => string
  readonly unpack: (text: string) => unknown
}

type Node = readonly [tag: string, ...rest: unknown[]]

/** Only what `structuredClone` has let through: functions and symbols are the caller's to refuse. */
export function codec(): Codec {
  const toBase64 = (bytes: Uint8Array): string => {
    let binary = ''
    for (let at = 0; at < bytes.length; at += 0x8000)
      binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
    return btoa(binary)
  }
  const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(atob(text), (character) => character.charCodeAt(0))

  function pack(value: unknown): string {
    const nodes: Node[] = []
    const known = new Map<object, number>()
    const describe = (item: object): Node => {
      if (item instanceof Date) return ['date', item.getTime()]
      if (item instanceof Map) return ['map', [...item].map(([key, held]) => [add(key), add(held)])]
      if (item instanceof Set) return ['set', [...item].map(add)]
      if (item instanceof Error) return ['error', item.name, item.message]
      if (item instanceof ArrayBuffer) return ['buffer', toBase64(new Uint8Array(item))]
      if (ArrayBuffer.isView(item))
        return ['bytes', toBase64(new Uint8Array(item.buffer, item.byteOffset, item.byteLength))]
      if (Array.isArray(item)) return ['array', Array.from(item, add)]
      return ['object', Object.entries(item).map(([key, held]) => [key, add(held)])]
    }
    const add = (item: unknown): number => {
      const at = typeof item === 'object' && item !== null ? known.get(item) : undefined
      if (at !== undefined) return at
      const next = nodes.length
      nodes.push(['undefined'])
      if (typeof item === 'object' && item !== null) {
        known.set(item, next)
        nodes[next] = describe(item)
      } else if (typeof item === 'bigint') nodes[next] = ['bigint', String(item)]
      else if (typeof item === 'number' && (!Number.isFinite(item) || Object.is(item, -0)))
        nodes[next] = ['number', Object.is(item, -0) ? '-0' : String(item)]
      else if (item !== undefined) nodes[next] = ['plain', item]
      return next
    }
    add(value)
    return JSON.stringify(nodes)
  }

  function unpack(text: string): unknown {
    const nodes = JSON.parse(text) as Node[]
    const made = new Map<number, unknown>()
    const keep = <Made>(at: number, item: Made): Made => {
      made.set(at, item)
      return item
    }
    const read = (at: number): unknown => {
      if (made.has(at)) return made.get(at)
      const [tag, first, second] = nodes[at] ?? ['undefined']
      switch (tag) {
        case 'plain':
          return first
        case 'bigint':
          return BigInt(String(first))
        case 'number':
          return Number(first)
        case 'date':
          return keep(at, new Date(Number(first)))
        case 'error':
          return keep(at, Object.assign(new Error(String(second)), { name: String(first) }))
        case 'buffer':
          return keep(at, fromBase64(String(first)).buffer)
        case 'bytes':
          return keep(at, fromBase64(String(first)))
        case 'map': {
          const map = keep(at, new Map())
          for (const [key, held] of first as [number, number][]) map.set(read(key), read(held))
          return map
        }
        case 'set': {
          const set = keep(at, new Set())
          for (const held of first as number[]) set.add(read(held))
          return set
        }
        case 'array': {
          const array = keep(at, [] as unknown[])
          for (const held of first as number[]) array.push(read(held))
          return array
        }
        case 'object': {
          const object = keep(at, {})
          for (const [key, held] of first as [string, number][])
            Object.defineProperty(object, key, {
              value: read(held),
              enumerable: true,
              configurable: true,
              writable: true,
            })
          return object
        }
        default:
          return undefined
      }
    }
    return read(0)
  }
  return { pack, unpack }
}
