// The shape of a person's avatar tells the party: circle, rounded square, and for a TAM a rounded square in sand.

import type { Party, Role } from '../../domain/people.ts'
import type { AvatarParty } from '../ui/Avatar.tsx'

export function avatarParty(party: Party | 'SYSTEM', role: Role | 'SYSTEM' | undefined): AvatarParty {
  if (party === 'CUSTOMER') return 'customer'
  return role === 'TAM' ? 'tam' : 'provider'
}
