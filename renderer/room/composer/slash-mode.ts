// "/update " and the like, typed into the first field of a mode, go to another mode: the way that every browser allows.

import type { ComposerMode } from '../room-scope.ts'

const MODES: readonly ComposerMode[] = ['message', 'update', 'note', 'workaround']

/** The mode that a text asks for; null for any other text. */
export const slashMode = (text: string): ComposerMode | null =>
  MODES.find((mode) => text === `/${mode} `) ?? null
