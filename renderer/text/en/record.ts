// What is said around the export of a room's record.

export const recordText = {
  export: 'Export the record',
  exportHint: 'One file with all that both parties see, which anybody can verify without this product.',
  exporting: 'Writing the file',
  failed: 'The record could not be read on this computer. Reload the window, then export it again.',
  notHere: 'This room is not in the copy on this computer yet. Export it when it is.',
} as const
