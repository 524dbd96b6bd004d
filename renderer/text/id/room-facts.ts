// What the facts column of a room says in Indonesian.

import type * as en from '../en/room-facts.ts'
import { count } from '../format.ts'
import type { Words } from '../words.ts'

export const factsText: Words<typeof en.factsText> = {
  label: 'Fakta',
}

export const peopleText: Words<typeof en.peopleText> = {
  title: 'Orang',
  owns: 'penanggung jawab',
  you: 'Anda',
  tamUntil: (time, city) => `TAM · sampai ${time} ${city}`,
  tamFrom: (time, city) => `TAM · di luar jam kerja, mulai ${time} ${city}`,
  tamOut: 'TAM · di luar jam kerja: ditangani manajer jaga',
  roleAt: (role, time) => `${role} · ${time}`,
  call: (firstName) => `Telepon ${firstName}`,
  noOwner: 'Ruang ini belum punya penanggung jawab',
  takeOver: 'Ambil alih',
  take: 'Ambil ruang ini',
  assign: 'Tugaskan',
  assignTo: 'Serahkan ruang kepada',
  handOver: 'Catatan serah terima, hanya untuk pihak kami',
  handOverHint: 'Sampai mana dan apa berikutnya',
  confirmTake: 'Ambil ruang ini',
  confirmAssign: 'Serahkan ruang',
  choose: 'Pilih agen',
  presence: { here: 'di sini', away: 'tidak di sini' },
}

export const cadenceText: Words<typeof en.cadenceText> = {
  title: 'Interval pembaruan',
  every: (interval) => `Tiap ${interval}`,
  agreedAt: (time) => `disepakati ${time}`,
  during: 'juga selama solusi sementara berlaku',
  notAgreed: 'Belum disepakati',
  suggested: (interval) => `${interval} adalah saran, belum mengikat sampai kedua pihak setuju.`,
  agreeOnCall: 'Sepakati saat menelepon; jam pertama dimulai setelah itu.',
  youProposed: (interval) => `Anda mengusulkan tiap ${interval}`,
  sideProposed: (party, interval) => `${party} mengusulkan tiap ${interval}`,
  waiting: (party) => `Menunggu persetujuan ${party}`,
  waitingToSend: 'menunggu dikirim',
  question: (interval, current) =>
    current === null ? `Pembaruan tiap ${interval}?` : `Pembaruan tiap ${interval}, bukan ${current}?`,
  proposes: (who) => `Usulan ${who}. Jam berubah hanya jika Anda setuju.`,
  agree: (interval) => `Setuju ${interval}`,
  keep: (current) => (current === null ? 'Tolak' : `Tetap ${current}`),
  decline: 'Tolak',
  declineReason: 'Mengapa tidak',
  counter: 'Atau usulkan yang lain, dalam menit',
  sendDecline: 'Kirim jawaban',
  propose: 'Usulkan interval',
  proposeOther: 'Usulkan yang lain',
  minutes: 'Tiap berapa menit',
  duringLabel: 'Juga selama solusi sementara berlaku',
  sendProposal: 'Usulkan',
  withdraw: 'Tarik',
  onlySignatory: 'Dijawab oleh penanda tangan perusahaan Anda.',
}

export const workaroundFactsText: Words<typeof en.workaroundFactsText> = {
  title: 'Solusi sementara',
  none: 'Belum ada',
  status: {
    OFFERED: 'menunggu',
    ACCEPTED: 'diterima',
    REJECTED: 'ditolak',
    WITHDRAWN: 'ditarik',
    LAPSED: 'gugur',
  },
}

export const resolutionText: Words<typeof en.resolutionText> = {
  title: 'Penyelesaian',
  bothSign: 'kedua pihak menandatangani',
  version: (version) => `versi ${version}`,
  propose: 'Usulkan penyelesaian',
  proposeNew: 'Usulkan versi baru',
  read: 'Baca dan tanda tangani',
  readOnly: 'Baca pernyataan',
  sentBack: (who) => `${who} mengembalikannya`,
  outcome: 'Bagaimana berakhirnya',
  outcomes: {
    ENDED: 'Masalah sudah berakhir',
    WORKAROUND: 'Solusi sementara sudah diberikan',
  },
  statement: 'Pernyataan yang ditandatangani kedua pihak',
  endedAt: 'Ketidaktersediaan berakhir pukul',
  endedHint: 'Waktu detik gagal terakhir',
  cause: 'Penyebab, jika diketahui',
  followUp: 'Yang masih menyusul',
  optional: 'opsional',
  send: 'Usulkan',
}

export const escalateText: Words<typeof en.escalateText> = {
  title: 'Eskalasi',
  open: 'Eskalasi',
  to: 'Kepada siapa',
  reason: 'Mengapa',
  send: 'Eskalasi',
  targets: {
    OWNER: 'Penanggung jawab',
    ON_DUTY: 'Agen yang bertugas',
    SUPERVISOR: 'Manajer jaga',
    TAM: 'TAM',
  },
  tamOut: 'Di luar jam kerja: manajer jaga yang menangani, TAM tetap diberi tahu.',
  onIt: 'Saya tangani',
  takenBy: (who) => `${who} menangani`,
  nobody: 'belum ada',
}

export const reclassifyText: Words<typeof en.reclassifyText> = {
  title: 'Klasifikasi',
  critical: 'Masalah Kritis',
  open: 'Usulkan: bukan Masalah Kritis',
  reason: 'Mengapa ini bukan Masalah Kritis',
  send: 'Usulkan',
  youProposed: 'Anda mengusulkan Kasus Dukungan',
  sideProposed: (party) => `${party} mengusulkan Kasus Dukungan`,
  agree: 'Setuju',
  decline: 'Tolak',
  declineReason: 'Mengapa ini tetap Masalah Kritis',
  sendDecline: 'Tolak',
  waiting: (party) => `Menunggu persetujuan ${party}`,
  consequence: 'Jika kedua pihak setuju, semua jam berhenti.',
}

export const coverageText: Words<typeof en.coverageText> = {
  title: 'Siapa yang menangani',
  nobody: 'Tidak ada',
  until: (from, until) => `${from} sampai ${until}`,
  since: (from) => `sejak ${from}`,
}

export const expectationText: Words<typeof en.expectationText> = {
  title: 'Perkiraan selesai',
  statements: (amount) => `${count(amount)} pernyataan`,
  none: 'Belum dinyatakan',
  said: (time) => `dinyatakan ${time}`,
}

export const unavailabilityText: Words<typeof en.unavailabilityText> = {
  title: 'Ketidaktersediaan',
  since: 'sejak kegagalan pertama',
  seconds: (amount) => `${amount} dtk`,
}

export const intakeFactsText: Words<typeof en.intakeFactsText> = {
  title: 'Penerimaan',
  aside: (from, who) => `${from}, ${who}`,
  contact: 'Kontak',
  phone: 'Telepon',
  email: 'E-mail',
  toAsk: 'perlu ditanyakan',
}

export const askText: Words<typeof en.askText> = {
  title: 'Tanyakan saat menelepon',
  known: (known, of) => `${known} dari ${of} diketahui`,
  essentials: {
    contactName: 'Nama kontak',
    contactEmail: 'Alamat e-mail untuk tautan ruang',
    description: 'Apa yang gagal, dan sejak kapan?',
  },
  questions: [
    ['channels', 'API, SMTP, atau keduanya?'],
    ['changed', 'Sejak kapan, dan apa yang berubah sebelumnya?'],
    ['example', 'Satu pesan galat atau ID permintaan'],
    ['cadence', 'Seberapa sering mereka ingin pembaruan?'],
  ],
  breaksTitle: 'Jika jam ini terlewati',
  breaks:
    'Penanggung jawab diberi tahu 10 menit sebelumnya, agen yang bertugas 5 menit, manajer jaga dan TAM 2 menit sebelumnya. Keterlambatan tetap terlihat oleh kedua pihak.',
}
