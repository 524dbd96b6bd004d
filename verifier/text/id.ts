// What the verifier says, in Indonesian; the same sentences as en.ts.

import type { FaultCode, LaterStep, Limit, RecordFacts } from '../../protocol/verify-record-result.ts'
import type { VerifierWords } from './shape.ts'

const faults: Readonly<Record<FaultCode, string>> = {
  TOO_LARGE: 'Berkas terlalu besar untuk dibaca.',
  NOT_TEXT: 'Berkas ini bukan teks UTF-8.',
  NOT_JSON: 'Berkas ini bukan JSON: ada yang kurang, atau ada yang lebih.',
  NOT_CANONICAL:
    'Berkas ini tidak ditulis dalam satu-satunya bentuk catatan. Mungkin sebuah editor menyimpannya kembali.',
  DUPLICATE_NAME: 'Sebuah nama muncul dua kali, sehingga dua pembaca dapat membaca dua hal.',
  TOO_DEEP: 'Isi berkas bertingkat lebih dalam daripada sebuah catatan.',
  OTHER_FORMAT: 'Berkas ini bukan catatan, atau versinya tidak dikenal oleh pemeriksa ini.',
  WRONG_SHAPE: 'Sebuah nilai tidak ada, jenisnya lain, atau tidak seharusnya di sini.',
  AUDIENCE: 'Entri ini bukan entri yang dilihat kedua pihak.',
  SEQUENCE: 'Nomor entri tidak berurutan: ada yang diambil, disisipkan, atau dipindahkan.',
  OTHER_ROOM: 'Entri ini milik ruang lain.',
  REPEATED_ID: 'Entri ini ada dua kali dalam catatan.',
  STAMP: 'Waktu entri ini lebih awal daripada entri sebelumnya.',
  LINK: 'Entri ini bukan yang dicatat: hash-nya tidak sesuai dengan isinya dan entri sebelumnya.',
  HEAD: 'Catatan tidak berakhir di tempat yang disebutnya: ada entri akhir yang hilang atau ditambahkan.',
  FIRST_ENTRY: 'Catatan tidak dimulai dengan laporan insiden.',
  REPORTED_TWICE: 'Insiden dilaporkan untuk kedua kalinya dalam satu catatan.',
  BODY: 'Entri ini tidak memiliki isian sesuai jenisnya.',
  AFTER_THE_END: 'Insiden sudah berakhir, sehingga hal ini tidak mungkin dicatat.',
  PROPOSAL_VERSION: 'Nomor penyelesaian tidak berurutan.',
  PROPOSAL_PARTY: 'Penyelesaian menyebut pihak pengusul yang lain daripada pihak penulisnya.',
  PIN_POSITION: 'Penyelesaian tidak mencakup entri tepat sebelum entri ini.',
  PIN_HEAD: 'Penyelesaian mencakup catatan yang lain daripada entri sebelumnya.',
  DIGEST: 'Kata-kata penyelesaian bukan yang ditandatangani.',
  NO_SUCH_PROPOSAL: 'Yang dijawab di sini tidak diusulkan dalam catatan ini.',
  PROPOSAL_NOT_OPEN: 'Yang dijawab di sini sudah diganti, dikembalikan, atau ditandatangani keduanya.',
  SIGNED_DIGEST: 'Tanda tangan ini untuk kata-kata yang lain daripada penyelesaian.',
  SIGNER_PARTY: 'Tanda tangan menyebut pihak yang lain daripada pihak penanda tangan.',
  SIGNER_ROLE: 'Penanda tangan tidak berwenang untuk pihak ini.',
  PARTY_SIGNED_TWICE: 'Pihak ini sudah menandatangani.',
  SAME_PERSON: 'Satu orang menandatangani untuk kedua pihak.',
  KEY_OF_ANOTHER: 'Orang lain sudah menandatangani dengan kunci ini.',
  SIGNATURE: 'Tanda tangan tidak sah: bukan kunci ini yang menandatangani kata-kata ini.',
  NOT_RESOLVED: 'Keduanya sudah menandatangani, tetapi yang menyusul bukan penyelesaian.',
  RESOLVED_UNSIGNED: 'Insiden disebut selesai tanpa dua tanda tangan tepat sebelumnya.',
  RESOLVED_OTHERWISE: 'Penyelesaian menyebut hal lain daripada yang ditandatangani.',
  NOT_RESOLVED_YET:
    'Keduanya sudah menandatangani, tetapi catatan berakhir sebelum penyelesaian. Ekspor kembali.',
  PIN_ROOT: 'Pernyataan ini mencakup entri yang lain daripada entri sebelumnya.',
  STATEMENT: 'Pernyataan yang ditandatangani berbeda dari entrinya.',
  SIGNED_HEADER:
    'Tanda tangan ini dibuat oleh orang lain, untuk pihak lain, atau dengan kunci lain daripada yang disebut entri.',
  CERTIFICATE:
    'Sertifikat kunci ini tidak sah: tanda tangannya tidak cocok, atau saat itu tidak ada yang dapat menerbitkannya.',
  CERTIFICATE_OF_ANOTHER: 'Sertifikat ini untuk orang, kunci, perusahaan, atau pihak lain.',
  CERTIFICATE_EXPIRED: 'Sertifikat tidak berlaku saat penandatanganan.',
  AGREEMENT: 'Tanda tangan di samping entri bukan yang ada dalam entri.',
  CHECKPOINT:
    'Pernyataan penyedia atas entri tidak berlaku: tanda tangannya tidak cocok, atau saat itu tidak ada yang dapat memberikannya.',
  CHECKPOINT_OTHERWISE:
    'Penyedia menjamin entri lain daripada ini: ada entri yang diubah, atau entri di akhir hilang.',
  COMMITMENT: 'Catatan itu bukan yang dikunci oleh usulan.',
}

const limits: Readonly<Record<Limit, string>> = {
  KEYS:
    'Bahwa kunci itu milik orang tersebut. Server penyedia mengikat setiap kunci pada orang yang sedang masuk; berkas ' +
    'ini mengulanginya. Bandingkan kunci dan sidik jari dengan ekspor milik pihak lain.',
  ROOT:
    'Bahwa akar sertifikat itu milik penyedia. Bandingkan sidik jarinya dengan yang ada dalam kontrak Anda, atau ' +
    'tanyakan dengan --root.',
  CLOSED_KEYS: 'Bahwa kunci bersertifikat belum ditutup, misalnya setelah hilang, sebelum menandatangani.',
  AFTER_THE_PIN:
    'Bahwa entri setelah yang dicakup penyelesaian tidak berubah, termasuk penandatanganannya. Entri itu terkait satu ' +
    'sama lain, tetapi tidak ditandatangani: ekspor pihak lain menunjukkan sidik jari yang sama, atau keduanya berbeda.',
  LATER_ENTRIES: 'Bahwa tidak ada yang dicatat setelah entri terakhir.',
  TIME: 'Bahwa waktunya benar: waktu itu dari server penyedia.',
  TRUTH: 'Bahwa yang ditulis orang itu benar.',
  INTERNAL: 'Apa yang dicatat penyedia untuk dirinya sendiri, atau apakah ada.',
  FILES: 'Isi berkas terlampir: catatan hanya memuat sidik jarinya.',
  NOT_COVERED: 'Bahwa yang ditandai “tidak dicakup” itu benar.',
}

const standings: Readonly<Record<RecordFacts['standing'], string>> = {
  OPEN: 'belum selesai',
  RESOLVED: 'selesai',
  REOPENED: 'dibuka kembali setelah selesai',
  RECLASSIFIED: 'diklasifikasi ulang: bukan Masalah Kritis',
}

const later: Readonly<Record<LaterStep['kind'], string>> = {
  REOPENED: 'Dibuka kembali',
  RECLASSIFIED: 'Diklasifikasi ulang',
}

export const id: VerifierWords = {
  verdicts: {
    VALID: 'Catatan ini utuh dan ditandatangani kedua pihak.',
    UNSIGNED: 'Catatan ini utuh, tetapi belum ditandatangani keduanya.',
    BROKEN: 'Catatan ini tidak sah.',
    UNREADABLE: 'Ini bukan catatan yang dapat dibaca.',
  },
  verdictLines: {
    VALID:
      'Setiap entri sesuai dengan entri sebelumnya, dan setiap tanda tangan sesuai dengan kunci dan kata-katanya.',
    UNSIGNED:
      'Setiap entri sesuai dengan entri sebelumnya. Tidak ada yang memiliki dua tanda tangan, sehingga perubahan ' +
      'dengan semua kaitan dibuat ulang tidak akan terlihat.',
    BROKEN: 'Berkas ini diubah, atau tidak pernah merupakan catatan ruang. Tempat pertama yang tidak sesuai:',
    UNREADABLE: 'Tempat pembacaan berhenti:',
  },
  faults,
  limits,
  standings,
  later,
  parties: { CUSTOMER: 'Pelanggan', PROVIDER: 'Penyedia', SYSTEM: 'Sistem' },
  outcomes: { ENDED: 'Ketidaktersediaan telah berakhir.', WORKAROUND: 'Ada solusi sementara.' },
  assurances: {
    DEVICE_KEY: 'kunci dibuat di perangkat, disertifikasi untuk orangnya oleh penyedia setelah masuk',
    SESSION:
      'kunci dibuat di perangkat, terikat pada orangnya hanya oleh proses masuk: cap server menyebutnya',
  },
  place: 'Tempat dalam berkas',
  entry: 'Entri',
  offset: 'Karakter',
  expected: 'Seharusnya',
  found: 'Ditemukan',
  room: 'Ruang',
  ticket: 'Tiket',
  title: 'Insiden',
  company: 'Pelanggan',
  standing: 'Keadaan',
  entries: 'Entri',
  first: 'Entri pertama',
  last: 'Entri terakhir',
  fingerprint: 'Sidik jari',
  resolution: (version) => `Penyelesaian, versi ${version}`,
  statement: 'Pernyataan',
  outcome: 'Hasil',
  endedAt: 'Berakhir pada',
  cause: 'Penyebab',
  followUp: 'Yang masih menyusul',
  proposedBy: 'Diusulkan oleh',
  covers: 'Mencakup',
  coversEntries: (last) => `entri 1 sampai ${last}`,
  pinned: 'Sidik jarinya',
  signedDigest: 'Yang ditandatangani',
  signedFor: (party) => `${party} menandatangani`,
  by: (name, role) => `${name} (${role})`,
  at: (time, entry) => `${time}, entri ${entry}`,
  signedAt: 'Ditandatangani pada',
  key: 'Kunci',
  root: 'Akar entri',
  madeAt: 'Waktu perangkat',
  certifiedFor: 'Disertifikasi untuk',
  certifiedAt: 'Disertifikasi pada',
  validUntil: 'Berlaku sampai',
  signIn: 'Masuk dengan',
  signInAt: (ways, time) => `${ways}, ${time}`,
  rootFingerprint: 'Sidik jari akar',
  assurance: 'Jaminan',
  resolvedAt: 'Selesai pada',
  afterwards: 'Sesudahnya',
  because: (reason) => `karena: ${reason}`,
  notCovered: 'Tidak dicakup oleh hash atau tanda tangan',
  exportedAt: 'Diekspor pada',
  exportedBy: 'Diekspor oleh',
  provider: 'Penyedia',
  names: 'Nama-nama',
  name: 'Nama',
  checkpoint: 'Pernyataan penyedia atas entri',
  noCheckpoint:
    'Berkas ini tidak memilikinya: diekspor tanpa koneksi, atau oleh versi terdahulu. Entri yang tidak dicakup tanda tangan pihak mana pun hanya berantai.',
  afterCheckpoint: 'Entri setelahnya berantai, tetapi tidak dijamin.',
  unsignedVouched:
    'Setiap entri mengikuti entri sebelumnya, dan penyedia menjamin semuanya. Tidak ada di dalamnya yang memiliki dua tanda tangan.',
  madeBy: 'Diberikan pada',
  cannotShow: 'Yang tidak dapat ditunjukkan',
  utc: (moment) => `${moment} UTC`,

  usage:
    'Memeriksa catatan yang diekspor: npm run verify -- BERKAS [--fingerprint HASH] [--root SIDIK_JARI]\n' +
    '       [--internal BERKAS] [--lang en|id] [--json]\n' +
    'Berakhir dengan 0 (utuh dan ditandatangani keduanya), 1 (tidak sah atau belum ditandatangani keduanya), ' +
    'atau 2 (tidak dapat dibaca).',
  holds: (entry) => `Sidik jari yang ditanyakan ada: sampai entri ${entry} keduanya satu catatan.`,
  holdsNot:
    'Sidik jari yang ditanyakan tidak ada: ini catatan lain, atau diubah atau dipotong sebelum entri itu.',
  rootHolds: (root) => `Setiap tanda tangan memakai kunci yang bergantung pada akar ${root}.`,
  rootHoldsNot: (root) => `Tidak setiap tanda tangan memakai kunci yang bergantung pada akar ${root}.`,
  auditHolds: (entries, versions) =>
    `${entries} entri internal itu yang dikunci oleh versi-versi ini: ${versions}.`,
  auditHoldsNot: 'Entri internal itu bukan yang dikunci. Tempat pertama yang tidak sesuai:',
  noFile: (path) => `Tidak ada berkas ${path} yang dapat dibaca.`,
  tooManyFiles: 'Satu berkas setiap kali.',

  pageTitle: 'Periksa catatan Accord',
  pageLead:
    'Pilih berkas yang berakhiran .accord-record. Berkas hanya dibaca di komputer ini: halaman ini tidak memiliki sambungan.',
  choose: 'Pilih catatan',
  drop: 'atau lepaskan di sini',
  reading: 'Membaca catatan',
  language: 'Bahasa',
  theme: 'Gelap',
  again: 'Pilih catatan lain',
}
