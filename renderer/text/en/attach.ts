// What is said around files: choosing, sending, fetching one, and what can be wrong with an attempt log.

import type { Channel } from '../../../domain/incident/availability.ts'
import { FILE_BYTES_MAX } from '../../../domain/incident/conversation.ts'
import type { LogProblem } from '../../attach/attempt-log.ts'
import type { FileFault } from '../../attach/room-files.ts'
import { bytes, plural } from '../format.ts'

type LogSentence = (found: string) => string

const faults: Readonly<Record<FileFault, (name: string) => string>> = {
  UNREACHABLE: (name) => `The connection broke, and ${name} was not attached. Try again when it is back.`,
  SIGNED_OUT: () => 'You are signed out. Sign in again, then attach it.',
  NOT_FOUND: (name) => `${name} cannot be had here: the room has closed, or it is not for you any more.`,
  TOO_LARGE: (name) => `${name} is too large: ${bytes(FILE_BYTES_MAX)} is the most.`,
  TOO_MANY: () => 'Too many or too large files in a short time. Wait a little, then try again.',
  UNAVAILABLE: (name) => `The server could not take or give ${name} now. Try again in a minute.`,
  ALTERED: (name) => `What came is not the ${name} that the record names, so it was not saved. Tell support.`,
  CANCELLED: (name) => `${name} was not attached.`,
}

const logProblems: Readonly<Record<LogProblem['code'], LogSentence>> = {
  NOT_TEXT: () => 'this is no text in UTF-8. Export the log as text.',
  MISSING_COLUMN: (found) => `no column is called “${found}”. The first line names time, channel and result.`,
  FIELDS: (found) => `“${found}” has not as many cells as the first line names.`,
  JSON: (found) => `“${found}” is no JSON object with time, channel and result.`,
  TIME: (found) => `“${found}” is no time with its zone, such as 2026-11-23T09:41:23.000Z.`,
  CHANNEL: (found) => `“${found}” is no channel. Write API or SMTP.`,
  RESULT: (found) =>
    `“${found}” is no known result. Write a status such as 503, or ok, timeout, server_error, other_failure.`,
  LONG_LINE: () => 'this line is too long for an attempt. Is it an attempt log?',
  EMPTY: () => 'the log holds no attempt.',
}

export const attachText = {
  attach: 'Attach',
  file: 'File',
  evidence: 'Evidence: attempt log',
  evidenceHint: 'CSV with time,channel,result, or one JSON object a line',
  panel: (name: string) => `Attach ${name}`,
  cancel: 'Cancel',
  close: 'Close',
  again: 'Try again',
  attachFile: 'Attach the file',
  attachEvidence: 'Attach the evidence',
  audience: 'Who may see it',
  audiences: (provider: string) => ({ INTERNAL: `${provider} only`, SHARED: 'Everyone in the room' }),
  judging: (name: string) => `Counting the seconds of ${name}`,
  sending: (name: string, share: number) => `Sending ${name}: ${Math.floor(share * 100)} %`,
  counted: (attempts: number, from: string, until: string) =>
    `${plural(attempts, 'attempt', 'attempts')} between ${from} and ${until}.`,
  unavailable: (channel: Channel, seconds: number) =>
    seconds === 0
      ? `${channel}: no unavailable second`
      : `${channel}: unavailable ${plural(seconds, 'second', 'seconds')}`,
  spell: (from: string, until: string) => `first ${from}, last ${until}`,
  either: (seconds: number) => `Either channel: ${plural(seconds, 'second', 'seconds')}`,
  download: 'Download',
  downloadNamed: (name: string) => `Download ${name}`,
  fetching: 'Fetching',
  offline: 'Files need the connection. Nothing was kept: attach it again when the connection is back.',
  offlineDownload: 'Files need the connection. Fetch it when the connection is back.',
  tooLarge: (name: string, size: number) =>
    `${name} has ${bytes(size)}: ${bytes(FILE_BYTES_MAX)} is the most.`,
  unreadable: (name: string) => `${name} could not be read from this computer. Choose it again.`,
  notSaved: 'It could not be saved on this computer. Try again.',
  fault: (fault: FileFault, name: string) => faults[fault](name),
  logProblem: (name: string, { code, line, found }: LogProblem) =>
    `${name}, line ${Math.max(1, line)}: ${logProblems[code](found)}`,
} as const
