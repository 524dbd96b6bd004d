// Before the desktop tests: says which Electron they run on.

import { whichDesktop } from './desktop.ts'

export default function setup(): void {
  console.log(whichDesktop())
}
