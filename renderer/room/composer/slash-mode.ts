// "/update " and the like, typed into the first field of a mode, go to another mode: the way that every browser allows.

import { ACTIONS } from '../../keys/action.ts'
import { COMPOSER_MODES, type ComposerMode } from '../room-scope.ts'

/** The mode that a text asks for; null for any other text. */
export const slashMode = (text: string): ComposerMode | null =>
  COMPOSER_MODES.find((mode) => text === `${ACTIONS[mode].slash} `) ?? null
