// What the hotline intake says in Indonesian. The questions that are read aloud stand in ../spoken.ts.

import type { InputProblem } from '../../../domain/result.ts'
import type * as en from '../en/intake.ts'
import { list } from '../format.ts'
import type { Words } from '../words.ts'

export const intakeText: Words<typeof en.intakeText> = {
  title: 'Penerimaan hotline',
  onTheCall: 'Sedang bertelepon',
  answered: (times) => `dijawab ${times}`,
  change: 'Ubah',
  answeredLabel: (city) => `Dijawab pukul, waktu ${city}`,
  useTime: 'Pakai waktu ini',
  draftKept: 'Draf tersimpan di komputer ini',
  language: 'Bahasa pertanyaan',
  leave: 'Keluar, draf tetap ada',
  clear: 'Mulai dari awal',
  oldDraft: 'Draf ini dari telepon yang dijawab lebih dari satu jam lalu.',
  oldDraftLine: 'Perbaiki waktunya, atau mulai dari awal untuk penelepon yang sekarang.',
  labels: {
    company: 'Perusahaan',
    contactName: 'Nama kontak',
    contactPhone: 'Telepon kontak',
    contactEmail: 'E-mail kontak',
    description: 'Uraian',
  },
  examples: {
    company: 'Nama atau nomor akun',
    contactName: '',
    contactPhone: 'Seperti diputar di sana, atau dengan kode negara',
    contactEmail: '',
    description: '',
  },
  failingTitle: 'Yang gagal sekarang, jika penelepon tahu',
  failing: { API: 'API, setiap panggilan', SMTP: 'SMTP, setiap kiriman', SOME: 'Hanya sebagian' },
  keys: {
    next: 'pertanyaan berikutnya',
    newLine: 'baris baru',
    switchTo: { en: 'pertanyaan dalam bahasa Indonesia', id: 'pertanyaan dalam bahasa Inggris' },
    leave: 'keluar, draf tetap ada',
  },
  start: 'Mulai hitungan 15 menit',
  callBackBy: (time) => `Telepon balik paling lambat ${time}`,
  ifStarted: (left) => `jika dimulai sekarang, sisa ${left}`,
  alreadyLate: (late) => `sudah terlambat ${late}: mulai sekarang juga`,
  opensNew: 'Membuka ruang baru',
  opensTicket: (ticket) => `Membuka ruang ${ticket}`,
  tells: (name) => `memberi tahu ${name}`,
  tellsAll: 'tampil di papan setiap agen',
  askLater: (fields) => `Tanyakan saat telepon balik: ${list(fields)}`,
  askNames: {
    company: 'perusahaan',
    contactName: 'nama',
    contactPhone: 'telepon',
    contactEmail: 'e-mail',
    description: 'apa yang gagal',
  },
  needs: 'Jam dapat dimulai setelah perusahaan dan telepon diisi.',
  noCall: 'Bukan telepon, hanya pesan:',
  makeReport: 'buat laporan saja',
  notYours: 'Penerimaan hotline hanya untuk hotline, dukungan, dan manajer jaga.',
  notYoursLine: 'Telepon sendiri hotline, atau laporkan masalahnya secara tertulis.',
  notSaved: 'Tidak dapat disimpan di komputer ini. Teksnya tetap di sini: coba lagi.',
}

export const intakeChecks: Words<typeof en.intakeChecks> = {
  account: (number) => `akun ${number}`,
  noAccount: 'tidak ada akun dengan nama itu',
  severalAccounts: 'beberapa akun cocok',
  chooseAccount: 'Akun mana yang dimaksud?',
  anyAccount: 'Pilih sendiri akunnya',
  contact: (title) =>
    title === '' ? 'ada di daftar kontak mereka' : `ada di daftar kontak mereka, ${title}`,
  newContact: 'tidak ada di daftar kontak mereka',
  phoneOf: (name) => `nomor ${name} yang dikenal`,
  phoneOfAccount: 'nomor perusahaan yang dikenal',
  dials: (e164) => `nomor baru, memutar ${e164}`,
  notAPhone: 'belum berupa nomor telepon',
  ownMail: 'jika e-mail mereka mati, pakai alamat pribadi',
  otherMail: 'bukan domain mereka sendiri',
  notAnEmail: 'belum berupa alamat e-mail',
}

export const intakeAside: Words<typeof en.intakeAside> = {
  label: 'Tentang penelepon',
  openRoom: (company, amount) =>
    amount === 1 ? `${company} sudah punya ruang terbuka` : `${company} sudah punya ${amount} ruang terbuka`,
  openSince: (ticket, time, phase) => `${ticket}, terbuka sejak ${time}, ${phase}`,
  same: 'Sama, buka ruangnya',
  different: 'Berbeda',
  askNow: 'Tanyakan kepada penelepon: apakah ini gangguan yang sama? Jam dimulai setelah dijawab.',
  entitled: 'Dukungan kritis, 24 jam',
  notEntitled: 'Kontrak tanpa hotline',
  theirTime: 'Waktu mereka',
  tam: 'TAM',
  noTam: 'tidak ada',
  tamUntil: (name, time) => `${name}, sampai ${time}`,
  tamFrom: (name, time) => `${name}, mulai ${time}`,
  tamAway: (name) => `${name}, di luar jam kerja`,
  lastCritical: 'Kritis terakhir',
  calledBackIn: (date, after) => `${date}, ditelepon balik dalam ${after}`,
  noneBefore: 'belum pernah tercatat',
  ticketLinked: 'Tiket ditemukan, akan ditautkan',
  ticketNotLinked: 'Tiket ditemukan, tidak ditautkan',
  ticketWhich: 'Beberapa tiket ditemukan: yang mana?',
  ticketNone: 'Bukan semuanya, ini gangguan lain',
  linkIt: (ticket) => `Tautkan tiket ${ticket}`,
  channels: { DASHBOARD: 'dari dasbor', EMAIL: 'lewat e-mail', HOTLINE: 'lewat hotline' },
  ticketBy: (channel, time, who) => ` ${channel} pukul ${time}, oleh ${who}`,
  told: 'Siapa yang diberi tahu',
  owner: 'penanggung jawab',
  nobodyYet: 'Papan setiap agen',
  onDuty: 'Agen yang bertugas',
  supervisor: 'Manajer jaga',
  technicalManager: 'TAM',
  atOnce: 'seketika',
  before: (minutes) => `${minutes} menit sebelum tenggat`,
  unknownYet: 'Akun perusahaan tampil di sini setelah diketahui.',
}

/** Sentences where the general ones say too little; `null` leaves it to those (text/id/rejections.ts). */
export function intakeProblem(field: string, problem: InputProblem): string | null {
  if (field === 'receivedAt' && problem === 'TOO_LONG_AGO')
    return 'Telepon dijawab lebih dari 60 menit lalu. Perbaiki waktunya, atau laporkan secara tertulis.'
  if (field === 'receivedAt' && problem === 'IN_THE_FUTURE') return 'Waktu ini belum tiba. Perbaiki.'
  if (field === 'receivedAt' && problem === 'NOT_A_TIME') return 'Tulis waktunya seperti 07:10 atau 07:10:38.'
  if (field === 'accountId' && problem === 'NOT_FOUND')
    return 'Tidak ada akun dengan nama itu. Pilih satu di bawah.'
  if (field === 'accountId')
    return 'Kontrak ini tanpa hotline, atau tiketnya milik perusahaan lain. Laporkan secara tertulis.'
  if (field === 'contactPhone' && problem === 'REQUIRED') return 'Tanyakan nomor untuk ditelepon balik.'
  return null
}
