// What the frame of a room says in Indonesian: header, clocks, date bar, tabs, and the voice for screen readers.
// Entries, composer and facts have files of their own beside this one.

import type * as en from '../en/room.ts'
import { count } from '../format.ts'
import type { Words } from '../words.ts'

export const roomText: Words<typeof en.roomText> = {
  loading: 'Membuka ruang dari salinan di komputer ini',
  missing: 'Ruang ini tidak ada di komputer ini',
  missingWhy: 'Mungkin Anda tidak berhak melihatnya, atau salinannya belum menyusul.',
  toBoard: 'Kembali ke papan',
  back: 'Kembali',
  critical: 'Kritis',
  yourTurn: (phase) => `Giliran Anda: ${phase.toLowerCase()}`,
  hereNow: (names) => `Sedang di sini: ${names}`,
  call: (firstName) => `Telepon ${firstName}`,
  more: 'Lainnya',
  facts: 'Fakta',
  copyLink: 'Salin tautan ke ruang ini',
  copyTicket: 'Salin nomor tiket',
  tabs: {
    label: 'Bagian ruang',
    timeline: 'Linimasa',
    facts: 'Fakta',
    people: 'Orang',
    signOff: 'Penutupan',
    peopleHere: (amount) => `${count(amount)} orang di sini`,
    waiting: 'Menunggu Anda',
  },
  parts: { 'sign-off': 'Penutupan', wall: 'Layar dinding' },
  needsAnswer: 'Perlu jawaban Anda',
}

export const syncText: Words<typeof en.syncText> = {
  offsetSmall: (seconds) =>
    `Jam komputer ini berbeda ${seconds} dtk dari jam ruang; yang ditampilkan adalah jam ruang.`,
  asOf: (time) => `Dikonfirmasi pukul ${time}`,
  closed: 'Ruang ditutup',
}

export const deckText: Words<typeof en.deckText> = {
  label: 'Jam',
  bothSee: 'dilihat kedua pihak',
  of: 'dari',
  asAgreedAt: (time) => `kesepakatan pukul ${time}`,
  plusMinus: (seconds) => `± ${seconds} dtk`,
  wholeMinutes: 'menit saja: jam ini belum pasti',
  running: {
    CALLBACK: 'Telepon balik dalam',
    UPDATE: 'Pembaruan berikutnya',
    SIGN_OFF: 'Menunggu tanda tangan',
  },
  runningForCustomer: {
    CALLBACK: (provider) => `${provider} menelepon Anda dalam`,
    UPDATE: (provider) => `Pembaruan berikutnya dari ${provider}`,
    SIGN_OFF: () => 'Menunggu tanda tangan',
  },
  atRisk: {
    CALLBACK: 'Telepon balik hampir terlambat',
    UPDATE: 'Pembaruan hampir terlambat',
    SIGN_OFF: 'Menunggu tanda tangan',
  },
  late: {
    CALLBACK: () => 'Telepon balik terlambat',
    UPDATE: (number) => `Pembaruan ${number} terlambat`,
    SIGN_OFF: () => 'Menunggu tanda tangan',
  },
  kept: {
    CALLBACK: 'Ditelepon balik dalam',
    UPDATE: 'Pembaruan dikirim setelah',
    SIGN_OFF: 'Ditandatangani setelah',
  },
  by: (times) => `paling lambat ${times}`,
  wasDue: (times) => `tenggatnya ${times}`,
  toSpare: (spare) => `${spare} lebih awal`,
  notAgreed: 'Belum disepakati',
  updates: 'Pembaruan',
  reminder: (minutes, times) => `saran ${minutes}, pengingat pukul ${times}`,
  agreeFirst: 'Usulkan seberapa sering pembaruan dikirim; jam dimulai setelah pihak lain setuju.',
  noCall: 'Belum ada telepon hotline',
  noCallSub: 'Jam telepon balik 15:00 dimulai dengan telepon ke hotline.',
  rests: 'Jam pembaruan berhenti sementara',
  restsSub: 'Solusi sementara diterima; jam berjalan lagi jika itu ditarik.',
  resolvedAfter: 'Selesai setelah',
  resolvedSub: (times) => `ditandatangani kedua pihak, ${times}`,
  reclassified: 'Dilanjutkan sebagai Kasus Dukungan',
  reclassifiedSub: (times) => `disepakati kedua pihak, ${times}`,
  calledBack: 'Ditelepon balik dalam',
  calledBackLate: 'Terlambat ditelepon balik, dalam',
  callbackDue: 'Telepon balik dalam',
  callbackLate: 'Telepon balik terlambat',
  notCalledBack: 'Telepon balik',
  cancelled: 'berakhir sebelumnya',
  ofPromised: (promise) => `dari janji ${promise},`,
  ofShort: (promise) => `dari ${promise}`,
  spare: (spare) => `${spare} lebih awal`,
  over: (late) => `terlambat ${late}`,
  recordedLater: (called, recorded) => `ditelepon balik ${called}, dicatat ${recorded}`,
  sinceHotline: 'Sejak telepon hotline',
  sinceYourCall: 'Sejak Anda menelepon',
  sinceReport: 'Sejak laporan',
  lasted: 'Terbuka selama',
  from: (time) => `dari ${time}`,
  callContact: (name) => `Telepon ${name}`,
}

export const barText: Words<typeof en.barText> = {
  zone: (city) => `, waktu ${city}.`,
  ahead: (city, difference) => ` ${city} lebih cepat ${difference}.`,
  behind: (city, difference) => ` ${city} lebih lambat ${difference}.`,
  show: 'Tampilkan',
  all: 'Semua',
  updates: 'Pembaruan',
  messages: 'Pesan',
  internal: 'Internal',
  evidence: 'Bukti',
}

/** Spoken at the few moments that matter, never each second. */
export const voiceText: Words<typeof en.voiceText> = {
  left: (minutes, what) => `${count(minutes)} menit lagi sampai ${what}.`,
  kept: (promise) => `Terpenuhi: ${promise}.`,
  late: (promise) => `Terlambat: ${promise}.`,
  entries: (amount) => `${count(amount)} entri baru`,
  promise: {
    CALLBACK: () => 'telepon balik',
    UPDATE: (number) => `pembaruan ${number}`,
    SIGN_OFF: () => 'tanda tangan',
  },
  what: {
    CALLBACK: () => 'tenggat telepon balik',
    UPDATE: (number) => `tenggat pembaruan ${number}`,
    SIGN_OFF: () => 'tenggat tanda tangan',
  },
}

export const formText: Words<typeof en.formText> = {
  notSaved: 'Komputer ini tidak dapat menyimpannya. Teksnya tetap ada; coba lagi.',
  cancel: 'Batal',
  draftKept: 'Draf tersimpan di komputer ini',
  otherZone: (time, city) => `${time} ${city}`,
  atExample: '08:50',
}
