// How many downloads there are at once: few on a node, so that those who are here already are served as before, and
// fewer of one person. Who gets no place reads the feed page by page, as everybody could.

/** Room for a desktop and a browser that are set up at the same time. */
const OF_ONE_PERSON = 2
const OF_ALL = 4

export interface Places {
  /** Takes a place and returns how to give it back; null where there is none. Giving back twice is safe. */
  take(personId: string): (() => void) | null
}

export function openPlaces(ofAll = OF_ALL, ofOnePerson = OF_ONE_PERSON): Places {
  const taken = new Map<symbol, string>()
  return {
    take(personId) {
      const own = [...taken.values()].filter((id) => id === personId).length
      if (taken.size >= ofAll || own >= ofOnePerson) return null
      const place = Symbol(personId)
      taken.set(place, personId)
      return () => void taken.delete(place)
    },
  }
}
