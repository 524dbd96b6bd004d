// One press, one command, without fields: agree, accept, withdraw, take back. What the rules say to it is kept beside
// the button that was pressed.

import type { PersonCommand } from '../../domain/incident/commands.ts'
import { createSubmit } from '../live/create-submit.ts'
import { rejectionSentence } from '../text/rejections.ts'
import { formText } from '../text/room.ts'
import { useRoom } from './room-scope.ts'

export interface Act {
  readonly press: (command: PersonCommand) => void
  readonly busy: () => boolean
  readonly problem: () => string | undefined
}

/** Needs an owner inside a room. */
export function createAct(): Act {
  const { replica, roomId } = useRoom('createAct')
  const submission = createSubmit(replica)
  return {
    press: (command) => void submission.submit(roomId, command),
    busy: submission.busy,
    problem: () => {
      const said = submission.rejection()
      if (said !== null) return rejectionSentence(said)
      return submission.failed() ? formText.notSaved : undefined
    },
  }
}
