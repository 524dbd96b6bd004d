// What is said in Indonesian around files: choosing, sending, fetching one, and what can be wrong with an attempt log.

import { FILE_BYTES_MAX } from '../../../domain/incident/conversation.ts'
import type { LogProblem } from '../../attach/attempt-log.ts'
import type { FileFault } from '../../attach/room-files.ts'
import type * as en from '../en/attach.ts'
import { bytes, count } from '../format.ts'
import type { Words } from '../words.ts'

type LogSentence = (found: string) => string

const faults: Readonly<Record<FileFault, (name: string) => string>> = {
  UNREACHABLE: (name) => `Sambungan putus, dan ${name} tidak terlampir. Coba lagi setelah tersambung.`,
  SIGNED_OUT: () => 'Sesi Anda berakhir. Masuk lagi, lalu lampirkan.',
  NOT_FOUND: (name) =>
    `${name} tidak dapat diambil di sini: ruangnya sudah ditutup, atau bukan untuk Anda lagi.`,
  TOO_LARGE: (name) => `${name} terlalu besar: paling banyak ${bytes(FILE_BYTES_MAX)}.`,
  TOO_MANY: () =>
    'Berkas terlalu banyak atau terlalu besar dalam waktu singkat. Tunggu sebentar, lalu coba lagi.',
  UNAVAILABLE: (name) =>
    `Server sedang tidak dapat menerima atau memberikan ${name}. Coba lagi dalam satu menit.`,
  ALTERED: (name) =>
    `Yang diterima bukan ${name} yang disebut dalam catatan, jadi tidak disimpan. Beri tahu dukungan.`,
  CANCELLED: (name) => `${name} tidak terlampir.`,
}

const logProblems: Readonly<Record<LogProblem['code'], LogSentence>> = {
  NOT_TEXT: () => 'ini bukan teks UTF-8. Ekspor log sebagai teks.',
  MISSING_COLUMN: (found) =>
    `tidak ada kolom bernama “${found}”. Baris pertama menyebut time, channel, result.`,
  FIELDS: (found) => `jumlah sel “${found}” tidak sama dengan baris pertama.`,
  JSON: (found) => `“${found}” bukan objek JSON dengan time, channel, result.`,
  TIME: (found) => `“${found}” bukan waktu dengan zonanya, misalnya 2026-11-23T09:41:23.000Z.`,
  CHANNEL: (found) => `“${found}” bukan kanal. Tulis API atau SMTP.`,
  RESULT: (found) =>
    `“${found}” bukan hasil yang dikenal. Tulis status seperti 503, atau ok, timeout, server_error, other_failure.`,
  LONG_LINE: () => 'baris ini terlalu panjang untuk satu percobaan. Apakah ini log percobaan?',
  EMPTY: () => 'log tidak berisi percobaan.',
}

export const attachText: Words<typeof en.attachText> = {
  attach: 'Lampirkan',
  file: 'Berkas',
  evidence: 'Bukti: log percobaan',
  evidenceHint: 'CSV dengan time,channel,result, atau satu objek JSON per baris',
  panel: (name) => `Lampirkan ${name}`,
  cancel: 'Batal',
  close: 'Tutup',
  again: 'Coba lagi',
  attachFile: 'Lampirkan berkas',
  attachEvidence: 'Lampirkan bukti',
  audience: 'Siapa yang boleh melihat',
  audiences: (provider) => ({ INTERNAL: `Hanya ${provider}`, SHARED: 'Semua orang di ruang ini' }),
  judging: (name) => `Menghitung detik dari ${name}`,
  sending: (name, share) => `Mengirim ${name}: ${Math.floor(share * 100)}%`,
  counted: (attempts, from, until) => `${count(attempts)} percobaan antara ${from} dan ${until}.`,
  unavailable: (channel, seconds) =>
    seconds === 0 ? `${channel}: tanpa detik gagal` : `${channel}: ${count(seconds)} detik gagal`,
  spell: (from, until) => `pertama ${from}, terakhir ${until}`,
  either: (seconds) => `Salah satu kanal: ${count(seconds)} detik`,
  download: 'Unduh',
  downloadNamed: (name) => `Unduh ${name}`,
  fetching: 'Mengambil',
  offline: 'Berkas perlu sambungan. Tidak ada yang tersimpan: lampirkan lagi setelah tersambung.',
  offlineDownload: 'Berkas perlu sambungan. Ambil setelah tersambung.',
  tooLarge: (name, size) => `Ukuran ${name} ${bytes(size)}: paling banyak ${bytes(FILE_BYTES_MAX)}.`,
  unreadable: (name) => `${name} tidak dapat dibaca dari komputer ini. Pilih lagi.`,
  notSaved: 'Tidak dapat disimpan di komputer ini. Coba lagi.',
  fault: (fault, name) => faults[fault](name),
  logProblem: (name, { code, line, found }) =>
    `${name}, baris ${Math.max(1, line)}: ${logProblems[code](found)}`,
}
