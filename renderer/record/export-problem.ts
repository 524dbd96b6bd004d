// Why a record was not exported, as a sentence.

import { recordText } from '../text/record.ts'
import type { RecordExport } from './create-record-export.ts'

/** Reactive where it is read. */
export function exportProblem(problem: ReturnType<RecordExport['problem']>): string | undefined {
  if (problem === null) return undefined
  return problem === 'FAILED' ? recordText.failed : recordText.notHere
}
