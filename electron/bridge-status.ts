// The two larger things a window hands to the bridge, judged like the rest (bridge-arguments.ts): a notice for the
// system to show, and the status that tray, dock and task bar are drawn from.

import {
  type ClockStatus,
  type DesktopStatus,
  type Notice,
  NOTICE_ACTIONS_MAX,
  STATUS_CLOCKS_MAX,
} from '../protocol/desktop.ts'
import { count, fields, flag, list, oneOf, type Parser, roomId, text, whole } from './bridge-arguments.ts'

const GROUP_MAX = 100
const TITLE_MAX = 200
const BODY_MAX = 1_000
const LABEL_MAX = 60
const WHAT_MAX = 100
const COUNT_MAX = 100_000
/** The last moment that a date can name. */
const TIME_MAX = 8_640_000_000_000_000

export const noticeArgument: Parser<[Notice]> = (given) => {
  count('notify', given, 1)
  const names = ['id', 'group', 'title', 'body', 'urgency', 'stays', 'actions', 'roomId']
  const notice = fields(given[0], 'notify', names)
  return [
    {
      id: text(notice['id'], 'notify.id', GROUP_MAX, 1),
      group: text(notice['group'], 'notify.group', GROUP_MAX, 1),
      title: text(notice['title'], 'notify.title', TITLE_MAX, 1),
      body: text(notice['body'], 'notify.body', BODY_MAX),
      urgency: oneOf(notice['urgency'], 'notify.urgency', ['LOW', 'NORMAL', 'CRITICAL']),
      stays: flag(notice['stays'], 'notify.stays'),
      actions: list(notice['actions'], 'notify.actions', NOTICE_ACTIONS_MAX, action),
      roomId: notice['roomId'] === null ? null : roomId(notice['roomId'], 'notify.roomId'),
    },
  ]
}

function action(value: unknown, field: string): { readonly key: string; readonly label: string } {
  const { key, label } = fields(value, field, ['key', 'label'])
  return {
    key: text(key, `${field}.key`, LABEL_MAX, 1),
    label: text(label, `${field}.label`, LABEL_MAX, 1),
  }
}

export const statusArgument: Parser<[DesktopStatus]> = (given) => {
  count('setStatus', given, 1)
  const names = ['language', 'clocks', 'badge', 'keepAwake', 'link', 'waiting', 'quietUntil']
  const status = fields(given[0], 'setStatus', names)
  const { quietUntil } = status
  return [
    {
      language: oneOf(status['language'], 'setStatus.language', ['en', 'id']),
      clocks: list(status['clocks'], 'setStatus.clocks', STATUS_CLOCKS_MAX, clock),
      badge: whole(status['badge'], 'setStatus.badge', 0, COUNT_MAX),
      keepAwake: flag(status['keepAwake'], 'setStatus.keepAwake'),
      link: oneOf(status['link'], 'setStatus.link', ['LIVE', 'CONNECTING', 'OFFLINE', 'SIGNED_OUT']),
      waiting: whole(status['waiting'], 'setStatus.waiting', 0, COUNT_MAX),
      quietUntil: quietUntil === null ? null : time(quietUntil, 'setStatus.quietUntil'),
    },
  ]
}

function clock(value: unknown, field: string): ClockStatus {
  const one = fields(value, field, ['roomId', 'title', 'what', 'state', 'startedAt', 'dueAt'])
  return {
    roomId: roomId(one['roomId'], `${field}.roomId`),
    title: text(one['title'], `${field}.title`, TITLE_MAX),
    what: text(one['what'], `${field}.what`, WHAT_MAX),
    state: oneOf(one['state'], `${field}.state`, ['RUNNING', 'RISK', 'LATE']),
    startedAt: time(one['startedAt'], `${field}.startedAt`),
    dueAt: time(one['dueAt'], `${field}.dueAt`),
  }
}

/** Clocks are corrected by fractions of a millisecond: rounded, not refused. */
const time = (value: unknown, field: string): number =>
  whole(typeof value === 'number' ? Math.round(value) : value, field, -TIME_MAX, TIME_MAX)
