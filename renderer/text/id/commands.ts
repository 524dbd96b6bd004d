// What each command is called in Indonesian where it stands in a list, e.g. in the queue of what waits to be sent.

import type * as en from '../en/commands.ts'
import type { Words } from '../words.ts'

export const commandName: Words<typeof en.commandName> = {
  reportIssue: 'Laporan',
  takeIntake: 'Penerimaan hotline',
  assignAgent: 'Pergantian penanggung jawab',
  recordCallbackAttempt: 'Percobaan telepon balik',
  recordCallback: 'Telepon balik',
  postMessage: 'Pesan',
  postNote: 'Catatan internal',
  postUpdate: 'Pembaruan berkala',
  requestUpdate: 'Permintaan pembaruan',
  proposeCadence: 'Usulan interval pembaruan',
  agreeCadence: 'Persetujuan interval pembaruan',
  declineCadence: 'Interval pembaruan ditolak',
  withdrawCadence: 'Usulan interval pembaruan ditarik',
  recordWorkaround: 'Solusi sementara',
  acceptWorkaround: 'Solusi sementara diterima',
  rejectWorkaround: 'Solusi sementara ditolak',
  withdrawWorkaround: 'Solusi sementara ditarik',
  attachEvidence: 'Bukti',
  attachFile: 'Berkas',
  escalate: 'Eskalasi',
  acknowledgeEscalation: 'Eskalasi ditangani',
  proposeResolution: 'Usulan penyelesaian',
  signResolution: 'Tanda tangan',
  rejectResolution: 'Penyelesaian dikembalikan',
  reopen: 'Pembukaan kembali',
  proposeReclassification: 'Usulan klasifikasi ulang',
  agreeReclassification: 'Persetujuan klasifikasi ulang',
  declineReclassification: 'Klasifikasi ulang ditolak',
  annotate: 'Anotasi',
  correct: 'Koreksi',
}
