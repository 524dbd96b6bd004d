// What the entries of a timeline say in Indonesian, one group for each kind of event. Names and times come filled in.

import type { ClockKind, EscalationTarget, ReportChannel } from '../../../domain/incident/state.ts'
import type * as en from '../en/room-entries.ts'
import { count } from '../format.ts'
import type { Words } from '../words.ts'

export const timelineText: Words<typeof en.timelineText> = {
  label: 'Linimasa',
  empty: 'Belum ada entri',
  emptyWhy: 'Yang dikatakan dan dilakukan di ruang ini tampil di sini, untuk kedua pihak.',
  emptyFilter: 'Belum ada entri jenis ini',
  newEntries: (amount) => `${count(amount)} entri baru`,
  failed: 'Bagian catatan ini tidak termuat.',
  showAll: (amount) => `Tampilkan semua ${count(amount)}`,
  again: 'Coba lagi',
  loading: 'Memuat bagian catatan ini',
  spoken: (who, what) => `${who}: ${what}`,
  now: 'kini',
  internalFlag: 'Internal: tidak terlihat oleh pelanggan',
  internalSpoken: 'Internal, tidak terlihat oleh pelanggan.',
  recordedAt: (happened, recorded) => `terjadi ${happened}, dicatat ${recorded}`,
  sending: 'mengirim',
  waitingSince: (time) => `menunggu dikirim sejak ${time}`,
  unconfirmedSince: (time) => `dikirim pukul ${time}, belum dikonfirmasi`,
  reply: 'Balas',
  correct: 'Koreksi',
  annotate: 'Beri anotasi',
  edit: 'Ubah',
  takeBack: 'Tarik kembali',
  sendAgain: 'Kirim lagi',
  editAgain: 'Ubah dan kirim lagi',
  discard: 'Buang',
  onItsWay: 'Sudah dalam perjalanan.',
  notSent: (what) => `${what} tidak diterima.`,
  corrected: (time) => `Dikoreksi ${time}`,
  firstVersion: 'Tampilkan versi pertama',
  hideFirstVersion: 'Sembunyikan versi pertama',
  firstVersionLabel: 'Versi pertama',
  correctedLine: (who) => `${who} mengoreksi satu entri`,
  annotated: (who) => `${who} memberi anotasi pada`,
  entryOf: (time) => `entri pukul ${time}`,
  annotations: (amount) => `${count(amount)} anotasi`,
  correctLabel: 'Teks yang seharusnya',
  saveCorrection: 'Koreksi',
  annotateLabel: 'Anotasi',
  saveAnnotation: 'Beri anotasi',
  annotateInternal: 'Hanya pihak kami',
  handOver: 'Catatan serah terima',
}

const channels: Record<ReportChannel, string> = {
  DASHBOARD: 'dari dasbor',
  EMAIL: 'lewat e-mail',
  HOTLINE: 'lewat hotline',
}

export const intakeEntryText: Words<typeof en.intakeEntryText> = {
  reported: (ticket) => `Tiket ${ticket}`,
  reportedBy: (who, channel) => ` dikirim ${channels[channel]} oleh ${who}.`,
  title: 'Penerimaan hotline',
  by: (who) => `${who} menerima telepon`,
  clock: (promise) => `Jam ${promise} dimulai`,
  answered: (time) => `Telepon dijawab ${time}`,
  failing: { API: 'API gagal', SMTP: 'SMTP gagal', SOME: 'Sebagian pengiriman gagal' },
  noDescription: 'Uraian belum dicatat. Tanyakan saat menelepon.',
  noName: 'Nama perlu ditanyakan',
  quote: (text) => `“${text}”`,
}

export const callEntryText: Words<typeof en.callEntryText> = {
  calledBack: ' menelepon balik ',
  after: (span) => ` setelah ${span}.`,
  late: (span) => `Terlambat ${span}`,
  attempt: {
    NO_ANSWER: ' menelepon, tidak dijawab.',
    BUSY: ' menelepon, nada sibuk.',
    VOICEMAIL: ' menelepon dan meninggalkan pesan.',
  },
  clockRuns: ' Jam terus berjalan sampai ada yang tersambung.',
  inTimeRecordedLate: 'Dilakukan tepat waktu, dicatat terlambat',
}

export const ownerEntryText: Words<typeof en.ownerEntryText> = {
  took: ' mengambil ruang ini.',
  tookOver: (from) => ` mengambil alih ruang ini dari ${from}.`,
  gave: (to) => ` menyerahkan ruang ini kepada ${to}.`,
  gaveFrom: (to, from) => ` menyerahkan ruang ini kepada ${to}, sebelumnya pada ${from}.`,
}

export const updateText: Words<typeof en.updateText> = {
  title: (number) => `Pembaruan ${number}`,
  nature: 'Sifat masalah',
  expected: 'Perkiraan selesai',
  status: 'Status',
  statusWords: {
    INVESTIGATING: 'Diselidiki',
    IDENTIFIED: 'Penyebab ditemukan, diperbaiki',
    MITIGATING: 'Diperbaiki',
    MONITORING: 'Sudah diperbaiki, dipantau',
  },
  confidence: (level) => `keyakinan ${{ LOW: 'rendah', MEDIUM: 'sedang', HIGH: 'tinggi' }[level]}`,
  range: (from, until) => `${from} sampai ${until}`,
  unknown: 'Belum diketahui',
  moreAt: (times) => `kabar lagi pukul ${times}`,
  early: (span) => `Tepat waktu, ${span} lebih awal`,
  late: (span) => `Terlambat ${span}`,
  requested: ' meminta pembaruan.',
}

export const cadenceEntryText: Words<typeof en.cadenceEntryText> = {
  proposed: (interval) => ` mengusulkan pembaruan tiap ${interval}`,
  during: ', juga selama solusi sementara berlaku',
  agreed: (interval) => ` setuju: pembaruan tiap ${interval}.`,
  clockStarts: ' Jam pembaruan dimulai sekarang.',
  declined: ' menolak interval yang diusulkan.',
  withdrawn: ' menarik usulan interval.',
}

export const workaroundEntryText: Words<typeof en.workaroundEntryText> = {
  title: (title) => `Solusi sementara: ${title}`,
  limits: 'Batasan',
  undo: 'Cara membatalkan',
  until: 'Berlaku sampai',
  accept: 'Terima solusi sementara',
  reject: 'Tolak',
  withdraw: 'Tarik',
  why: 'Alasan',
  sendRejection: 'Tolak solusi sementara',
  sendWithdrawal: 'Tarik solusi sementara',
  status: {
    OFFERED: 'Menunggu pelanggan',
    ACCEPTED: 'Diterima',
    REJECTED: 'Ditolak',
    WITHDRAWN: 'Ditarik',
    LAPSED: 'Gugur karena ruang dibuka kembali',
  },
  acceptedBy: (who) => `Diterima oleh ${who}`,
  rejectedBy: (who) => `Ditolak oleh ${who}`,
  yourTurn: 'Menunggu jawaban Anda',
  accepted: (title) => ` menerima solusi sementara: ${title}.`,
  rejected: (title) => ` menolak solusi sementara: ${title}.`,
  withdrawn: (title) => ` menarik solusi sementara: ${title}.`,
  unnamed: 'yang sebelumnya',
}

export const evidenceText: Words<typeof en.evidenceText> = {
  title: 'Bukti ditambahkan',
  by: (who) => ` oleh ${who}: `,
  channels: { API: 'API', SMTP: 'SMTP' },
  unavailable: (channel, seconds) => `${channel} gagal ${seconds} dtk`,
  either: (seconds) => `salah satu kanal ${seconds} dtk`,
  none: 'tanpa detik gagal',
  open: 'Buka detik',
  close: 'Tutup detik',
  lane: (channel, seconds, from, until) => `${channel}: ${seconds} detik gagal antara ${from} dan ${until}`,
  file: (name, size) => `${name}, ${size}`,
  interval: (from, until, seconds) => `${from} sampai ${until}, ${seconds} dtk`,
  moreIntervals: (amount) => `dan ${count(amount)} selang waktu lagi`,
  fileAdded: ' menambahkan berkas: ',
  digest: 'SHA-256',
}

const targets: Record<EscalationTarget, string> = {
  OWNER: 'penanggung jawab',
  ON_DUTY: 'agen yang bertugas',
  SUPERVISOR: 'manajer jaga',
  TAM: 'TAM',
}
const clockNames: Record<ClockKind, string> = {
  CALLBACK: 'telepon balik',
  UPDATE: 'pembaruan',
  SIGN_OFF: 'tanda tangan',
}

export const clockEntryText: Words<typeof en.clockEntryText> = {
  targets,
  clockNames,
  breached: {
    CALLBACK: (promise) => `Telepon balik tidak dilakukan dalam ${promise}.`,
    UPDATE: (promise) => `Tidak ada pembaruan dalam ${promise} yang disepakati.`,
    SIGN_OFF: () => 'Tanda tangan tidak datang.',
  },
  wasDue: (times) => `Tenggatnya ${times}. Ini tetap tercatat.`,
  late: 'Terlambat',
  laterMet: (called, recorded) =>
    `Dilakukan tepat waktu pukul ${called}, dicatat terlambat pukul ${recorded}`,
  laterDone: (span) => `Dilakukan, terlambat ${span}`,
  warned: (kind, minutes) => `${count(minutes)} menit lagi untuk ${clockNames[kind]}.`,
  reminded: (kind) => `Pengingat: ${clockNames[kind]} masih ditunggu.`,
  stillLate: (kind) => `Masih terlambat: ${clockNames[kind]}.`,
  stillLateTimes: (kind, times, last) =>
    `Masih terlambat: ${clockNames[kind]}, ${count(times)} pengingat, terakhir ${last}.`,
  showReminders: 'Tampilkan semua',
  hideReminders: 'Sembunyikan',
  told: (who) => ` Diberi tahu: ${who}.`,
  escalated: (who) => ` melakukan eskalasi kepada ${who}.`,
  escalatedByClock: (who, kind) => `Eskalasi kepada ${who}: ${clockNames[kind]} terlambat.`,
  escalatedByRequest: (who) => `Eskalasi kepada ${who}: pelanggan menunggu pembaruan.`,
  outOfHours: ' TAM di luar jam kerja dan tetap diberi tahu.',
  onIt: 'Saya tangani',
  takenBy: (who, time) => `${who} menangani, ${time}`,
  nobodyYet: 'Belum ada yang menangani',
  acknowledged: ' menanganinya. Jam terus berjalan.',
}

export const resolutionEntryText: Words<typeof en.resolutionEntryText> = {
  proposed: (version) => `Penyelesaian diusulkan, versi ${version}`,
  outcome: {
    ENDED: 'Masalah sudah berakhir',
    WORKAROUND: 'Solusi sementara sudah diberikan',
  },
  endedAt: 'Ketidaktersediaan berakhir',
  cause: 'Penyebab',
  followUp: 'Yang masih menyusul',
  covers: (entries) => `Mencakup ${count(entries)} entri pertama yang dilihat kedua pihak`,
  status: {
    OPEN: 'Terbuka',
    SUPERSEDED: 'Digantikan',
    REJECTED: 'Dikembalikan',
    AGREED: 'Ditandatangani kedua pihak',
  },
  read: 'Baca dan tanda tangani',
  readOnly: 'Baca',
  signed: (party) => ` menandatangani untuk ${party}.`,
  rejected: (party) => ` dari ${party} mengembalikan penyelesaian.`,
  resolved: 'Selesai.',
  resolvedLine:
    ' Kedua pihak menandatangani catatan yang sama. Masing-masing boleh membukanya kembali dalam 14 hari.',
  reopened: ' membuka kembali ruang.',
  reclassificationProposed: ' mengusulkan bahwa ini bukan Masalah Kritis.',
  reclassificationDeclined: ' menolak: ini tetap Masalah Kritis.',
  reclassified: ' setuju: dilanjutkan sebagai Kasus Dukungan. Semua jam berhenti.',
}
