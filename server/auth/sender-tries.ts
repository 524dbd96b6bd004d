// What one sender may try, beside what all senders together may: so that an outsider who uses up a share of their own
// keeps nobody else from signing in. Kept in memory alone, on each node for itself: what protects a code is the number
// of all tries, and that is stored with it.

import { epochOf, type Instant } from '../../domain/time.ts'
import { openPaces } from '../policy/paces.ts'

/** Takes one try of a sender at something; false when there is none left, and then none is taken. */
export type TakeTry = (sender: string, about: string) => boolean

export interface SenderTries {
  /** Mails to one address. */
  readonly mails: TakeTry
  /** Codes of mails to one address. */
  readonly mailCodes: TakeTry
  /** One code by phone. */
  readonly phoneCodes: TakeTry
}

const MAILS_AN_HOUR = 5
const MAIL_CODES_A_DAY = 10
/** Over all addresses: else who tries a few codes with each of thousands would be right with one of them. */
const ALL_MAIL_CODES_A_DAY = 200
/** Within the ten minutes of a code, which nobody outlives. */
const PHONE_CODE_TRIES = 5
const [HOUR_S, DAY_S] = [3_600, 86_400]

export function openSenderTries(now: () => Instant): SenderTries {
  const few = (holds: number, within: number): TakeTry => {
    const paces = openPaces({ holds, perSecond: holds / within }, () => epochOf(now()))
    return (sender, about) => paces.take(`${sender} ${about}`, 1) === 0
  }
  const [codes, allCodes] = [few(MAIL_CODES_A_DAY, DAY_S), few(ALL_MAIL_CODES_A_DAY, DAY_S)]
  return {
    mails: few(MAILS_AN_HOUR, HOUR_S),
    mailCodes: (sender, about) => codes(sender, about) && allCodes(sender, ''),
    phoneCodes: few(PHONE_CODE_TRIES, DAY_S),
  }
}
