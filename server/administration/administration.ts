// Everything an administrator may do, put together: accounts, people, devices and keys, and what is read of them.

import { type AccountAdministration, administerAccounts } from './accounts.ts'
import type { AdministrationDesk } from './desk.ts'
import { administerDevices, type DeviceAdministration } from './devices.ts'
import { type AdministrationPages, administrationPages } from './pages.ts'
import { administerPeople, type PeopleAdministration } from './people.ts'

export interface Administration {
  readonly accounts: AccountAdministration
  readonly people: PeopleAdministration
  readonly devices: DeviceAdministration
  readonly pages: AdministrationPages
}

export const openAdministration = (desk: AdministrationDesk): Administration => ({
  accounts: administerAccounts(desk),
  people: administerPeople(desk),
  devices: administerDevices(desk),
  pages: administrationPages(desk),
})
