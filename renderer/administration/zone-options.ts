// The zones that this computer knows, and one that is chosen already whatever it knows.

import type { SelectOption } from '../ui/Select.tsx'

export function zoneOptions(chosen: string): readonly SelectOption[] {
  const known = Intl.supportedValuesOf('timeZone')
  const all = new Set(['UTC', ...known, ...(chosen === '' ? [] : [chosen])])
  return [...all].toSorted().map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}
