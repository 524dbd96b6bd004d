// How the demo's people are put before a newcomer: the five of the story first, then the second customer who must see
// nothing of it, then everybody else.

import type { Role } from '../../domain/people.ts'
import type { DemoPerson } from '../platform/server-answers.ts'
import { firstRunText } from '../text/app.ts'

export interface PeopleGroup {
  readonly title: string
  readonly people: readonly DemoPerson[]
}

const STORY: readonly Role[] = ['REPRESENTATIVE', 'AGENT', 'TAM', 'SUPERVISOR', 'SIGNATORY']

/** One person for each role of the story, the rest by company; no group is empty. */
export function groupPeople(people: readonly DemoPerson[]): readonly PeopleGroup[] {
  const story = STORY.flatMap((role) => people.find((person) => person.role === role) ?? [])
  const company = story.find((person) => person.party === 'CUSTOMER')?.company ?? ''
  const rest = people.filter((person) => !story.includes(person))
  const others = rest.filter((person) => person.party === 'CUSTOMER' && person.company !== company)
  const more = rest.filter((person) => !others.includes(person))
  const groups = [
    { title: firstRunText.story(company), people: story },
    { title: firstRunText.otherAccount(others[0]?.company ?? ''), people: others },
    { title: firstRunText.more, people: more },
  ]
  return groups.filter((group) => group.people.length > 0)
}
