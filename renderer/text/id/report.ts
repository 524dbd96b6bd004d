// What the report page says: the ticket that opens a room (CRI-2), and what a report alone does not do.

import type * as en from '../en/report.ts'
import type { Words } from '../words.ts'

export const reportText: Words<typeof en.reportText> = {
  title: 'Report an issue',
  lead: 'A report opens a room that both parties see. It starts no clock.',
  severityTitle: 'Everything fails?',
  severityCustomer:
    'Report it here, then call the Severity 1 Hotline: support calls back within 15 minutes of your call.',
  severityStaff:
    'If the customer is on the phone, take a hotline intake instead: it starts the 15-minute clock.',
  hotline: 'Severity-1 hotline, 24 hours',
  noHotline: 'The number is in your contract.',
  toIntake: 'Hotline intake',
  account: 'Company',
  accountPlaceholder: 'Choose the company',
  channel: 'How it came',
  channels: { EMAIL: 'By e-mail', DASHBOARD: 'From the dashboard' },
  contactName: 'Who of the customer reports it',
  issueTitle: 'What fails, in one line',
  issueExample: 'API sends return 503',
  description: 'What happens, since when, and what you have seen',
  submit: 'Report and open the room',
  draftKept: 'Draft kept on this computer',
  leave: 'Leave, the draft stays',
  notYours: 'Reporting is for customers and support.',
  notSaved: 'It could not be saved on this computer. The text stays here: try again.',
}
