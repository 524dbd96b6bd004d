// How far an update of the desktop has come, as the main process said it last. In a browser nothing is ever said.

import { createSignal } from 'solid-js'
import type { UpdateState } from '../../protocol/desktop.ts'

const [updateState, setUpdateState] = createSignal<UpdateState | null>(null)

/** Null until the desktop says something; reactive. */
export { setUpdateState, updateState }
