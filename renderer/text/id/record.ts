// Indonesian: what is said around the export of a room's record.

export const recordText = {
  export: 'Ekspor catatan',
  exportHint:
    'Satu berkas berisi semua yang dilihat kedua pihak, yang dapat diperiksa siapa pun tanpa produk ini.',
  exporting: 'Menulis berkas',
  failed: 'Catatan tidak dapat dibaca di komputer ini. Muat ulang jendela, lalu ekspor kembali.',
  notHere: 'Ruang ini belum ada dalam salinan di komputer ini. Ekspor setelah ruang ini ada.',
} as const
