// One Indonesian sentence for every way the rules can say no: what happened and what to do now. A code or a problem
// without its sentence does not compile.

import type { CertificateProblem, InputProblem, Rejection, RejectionCode } from '../../../domain/result.ts'
import { DAY } from '../../../domain/time.ts'
import { duration } from '../format.ts'
import { fullDateIn } from '../zones.ts'
import { phaseText } from './app.ts'

type Of<Code extends RejectionCode> = Extract<Rejection, { readonly code: Code }>
type Sentences = { readonly [Code in RejectionCode]: (rejection: Of<Code>) => string }

const certificateProblems: Readonly<Record<CertificateProblem, string>> = {
  UNKNOWN: 'Sertifikat kunci ini bukan dari penyedia ini.',
  OTHER_PERSON: 'Kunci ini disertifikasi untuk orang lain.',
  OTHER_KEY: 'Sertifikat ini untuk kunci lain daripada yang Anda pakai.',
  OTHER_ACCOUNT: 'Kunci ini disertifikasi untuk perusahaan lain.',
  OTHER_ROLE: 'Kunci ini disertifikasi saat peran Anda berbeda. Tanda tangani lagi dengan kunci baru.',
  REVOKED: 'Kunci ini sudah ditutup.',
  EXPIRED: 'Sertifikat kunci ini sudah tidak berlaku.',
}

const sentences: Sentences = {
  NOT_FOUND: () =>
    'Ruang ini tidak ada di sini: sedang diambil lagi, atau bukan lagi ruang Anda. Lihat papan.',
  NOT_PERMITTED: () => 'Peran Anda tidak mengizinkan ini di sini. Minta kepada orang yang berwenang.',
  WRONG_PHASE: ({ phase }) =>
    `Keadaan ruang sudah berubah: ${phaseText[phase].toLowerCase()}. Ini tidak mungkin lagi.`,
  SAME_PARTY: () => 'Pihak Anda sendiri yang mengusulkan ini. Pihak lain yang harus menjawab.',
  ALREADY_ANSWERED: () => 'Sudah ada yang menjawab lebih dahulu. Yang disepakati saat itu tetap berlaku.',
  ALREADY_EXISTS: () => 'Ruang ini sudah dilaporkan. Buka dari papan.',
  ALREADY_ASSIGNED: () => 'Orang ini sudah menjadi penanggung jawab ruang.',
  STALE_PROPOSAL: ({ current }) =>
    current === null
      ? 'Usulan ini sudah tidak terbuka. Sekarang tidak ada yang menunggu jawaban.'
      : 'Sudah ada usulan yang lebih baru. Baca yang itu dahulu.',
  DIGEST_MISMATCH: () =>
    'Yang Anda tanda tangani berbeda dari isi ruang sekarang. Baca lagi, lalu tanda tangani.',
  INVALID_SIGNATURE: () => 'Tanda tangan tidak cocok dengan kunci perangkat ini. Tanda tangani lagi.',
  CERTIFICATE_REFUSED: ({ problem }) => `${certificateProblems[problem]} Masuk kembali, lalu tanda tangani.`,
  SAME_PERSON: () =>
    'Anda sudah menandatangani untuk satu pihak. Orang lain yang menandatangani untuk pihak lainnya.',
  REOPEN_PERIOD_OVER: ({ until }) =>
    `Ruang dapat dibuka kembali sampai ${fullDateIn('UTC', until)}. Laporkan sebagai masalah baru.`,
  OPEN_ROOM_EXISTS: ({ rooms }) =>
    `Perusahaan ini punya ruang terbuka (${rooms.map((room) => room.ticket).join(', ')}). Bergabung ke sana, atau nyatakan bahwa ini gangguan lain.`,
  INVALID_INPUT: ({ field, problem, limit }) => inputSentence(field, problem, limit),
  COMMAND_ID_REUSED: () => 'Ini pernah dikirim dengan isi lain. Kirim sekali lagi.',
}

/** What a field is called in a sentence; a field without a name here is called "isian ini". */
const fieldName: Readonly<Record<string, string>> = {
  agentId: 'agen',
  accountId: 'perusahaan',
  company: 'perusahaan',
  contactEmail: 'alamat e-mail',
  contactName: 'nama',
  contactPhone: 'nomor telepon',
  counterMinutes: 'interval Anda',
  description: 'uraian',
  everyMinutes: 'interval',
  at: 'perkiraan selesai',
  'expectation.at': 'perkiraan selesai',
  'expectation.from': 'awal rentang',
  'expectation.moreAt': 'waktu kabar berikutnya',
  'expectation.reason': 'alasan belum diketahui',
  'expectation.until': 'akhir rentang',
  from: 'awal rentang',
  fileName: 'nama berkas',
  handOverNote: 'catatan serah terima',
  information: 'yang Anda peroleh dari telepon',
  moreAt: 'waktu kabar berikutnya',
  nature: 'sifat masalah',
  number: 'nomor yang Anda telepon',
  occurredAt: 'waktu telepon',
  outcome: 'hasil',
  reached: 'orang yang tersambung',
  reason: 'alasan',
  receivedAt: 'waktu telepon',
  refersTo: 'entri',
  replyTo: 'entri yang Anda balas',
  sha256: 'berkas',
  size: 'berkas',
  statement: 'pernyataan',
  steps: 'langkah-langkah',
  text: 'teks',
  title: 'judul',
  unavailabilityEndedAt: 'akhir ketidaktersediaan',
  until: 'akhir rentang',
  validUntil: 'akhir masa berlaku',
}

type Problem = (name: string, limit: number | null, field: string) => string

const problems: Readonly<Record<InputProblem, Problem>> = {
  REQUIRED: (name) => `Isi ${name}.`,
  TOO_LONG: (name, limit) => `Pendekkan ${name}${limit === null ? '' : ` menjadi ${limit} karakter`}.`,
  OUT_OF_RANGE: (name, limit) => `Ubah ${name}${limit === null ? '' : `: batasnya ${limit}`}.`,
  NOT_A_PHONE: (name) => `Periksa ${name}: tulis dengan kode negara, misalnya +62 21 5550 0142.`,
  NOT_AN_EMAIL: (name) => `Periksa ${name}: perlu nama, tanda @, dan domain.`,
  NOT_A_TIME: (name) => `Periksa ${name}: tulis seperti 08:50.`,
  IN_THE_FUTURE: (name) => `Periksa ${name}: waktunya belum tiba.`,
  IN_THE_PAST: (name) => `Periksa ${name}: waktunya harus di depan.`,
  TOO_LONG_AGO: (name, limit) => `Periksa ${name}: paling lama ${duration(limit ?? DAY)} yang lalu.`,
  BEFORE_START: (name, _limit, field) =>
    field === 'occurredAt'
      ? `Periksa ${name}: lebih awal daripada telepon hotline.`
      : `Periksa ${name}: lebih awal daripada awalnya.`,
  NOT_FOUND: (name) => `Pilih lagi ${name}: yang tadi sudah tidak ada.`,
  NOT_ALLOWED: (name, _limit, field) =>
    field === 'outcome'
      ? 'Solusi sementara harus diterima dahulu sebelum masalah dapat berakhir dengannya.'
      : `Pilih lagi ${name}: yang ini tidak mungkin di sini.`,
}

function inputSentence(field: string, problem: InputProblem, limit: number | null): string {
  const name = fieldName[field] ?? 'isian ini'
  return problems[problem](name, limit, field)
}

/** Why the rules said no and what can be done about it, in one sentence or two. */
export function rejectionSentence(rejection: Rejection): string {
  const sentence = sentences[rejection.code] as (rejection: Rejection) => string
  return sentence(rejection)
}
