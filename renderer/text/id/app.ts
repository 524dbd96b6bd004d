// What the frame of the product says in Indonesian: sidebar, connection, board, first run.

import type * as en from '../en/app.ts'
import { count } from '../format.ts'
import type { Words } from '../words.ts'

export const appText: Words<typeof en.appText> = {
  product: 'Accord',
  skip: 'Langsung ke isi',
  main: 'Utama',
  board: 'Papan',
  incidentRooms: 'Ruang insiden',
  intake: 'Penerimaan hotline',
  report: 'Laporkan masalah',
  liveRooms: 'Ruang aktif',
  openRooms: 'Ruang terbuka',
  nextToBreach: 'paling mendesak dahulu',
  noLiveRooms: 'Tidak ada. Semua janji terpenuhi.',
  here: 'Sedang di sini',
  yourTam: 'Technical Account Manager Anda',
  hotline: 'Hotline Severity 1, 24 jam',
  noHotline: 'Nomornya ada di kontrak Anda',
  changePerson: 'Ganti orang',
  theme: 'Tema',
  themes: { system: 'Ikuti sistem', light: 'Terang', dark: 'Gelap' },
  narrow: 'Sempitkan bilah sisi',
  call: (name) => `Telepon ${name}`,
  tamInHours: 'sedang jam kerja',
  tamOutOfHours: 'di luar jam kerja: ditangani manajer jaga',
  roles: {
    CONTACT: 'Kontak',
    SIGNATORY: 'Penanda tangan',
    REPRESENTATIVE: 'Hotline',
    AGENT: 'Dukungan',
    TAM: 'TAM',
    SUPERVISOR: 'Manajer jaga',
    ADMIN: 'Administrator',
  },
  unknownTitle: 'Halaman ini tidak ada.',
  unknownText: 'Alamatnya mungkin terpotong atau berasal dari versi lain. Tidak ada yang hilang.',
  toBoard: 'Ke papan',
  toRooms: 'Ke ruang insiden',
  volatile:
    'Peramban ini tidak menyimpan apa pun di disk: yang belum terkirim akan hilang jika jendela ditutup.',
  unusable: 'Salinan di komputer ini tidak dapat dibuka. Muat ulang; jika tetap begitu, pakai peramban lain.',
  unusableHere:
    'Salinan di komputer ini tidak dapat dibuka: disk penuh, foldernya tidak dapat ditulisi, atau berkasnya rusak. Tidak ada yang dihapus. Perbaiki itu lalu muat ulang.',
  opening: 'Membuka salinan di komputer ini',
}

const waitingWords = (waiting: number): string =>
  waiting === 0 ? 'tidak ada yang menunggu' : `${count(waiting)} perubahan menunggu`

export const linkText: Words<typeof en.linkText> = {
  labels: {
    LIVE: 'Langsung',
    CATCHING_UP: 'Menyusul',
    CONNECTING: 'Menyambung',
    OFFLINE: 'Luring',
    SIGNED_OUT: 'Sesi berakhir',
  },
  waiting: (amount) => `${amount} menunggu`,
  refused: (amount) => `${amount} tidak diterima`,
  nextTry: (seconds) => `dicoba lagi ${seconds} dtk`,
  offlineSince: (time, waiting) => `Anda luring sejak ${time}, ${waitingWords(waiting)}.`,
  offline: (waiting) => `Anda luring, ${waitingWords(waiting)}.`,
  copyAge: (age) => `Ini salinan di komputer ini, umurnya ${age}.`,
  clocksGoOn: 'Jam berjalan dari waktu terakhir yang disepakati; isi ruang mungkin sudah berubah.',
  signedOut: 'Server mengakhiri sesi ini. Masuk lagi: yang belum terkirim tidak hilang.',
  signIn: 'Masuk lagi',
  renewing: 'Salinan di komputer ini sedang dibuat ulang.',
  renewingNote:
    'Yang terlihat berasal dari sebelumnya, dan belum ada yang dapat dikirim ke sebuah ruang sampai ruang itu ada lagi di sini. Draf tetap ada.',
  copyStopped:
    'Salinan di komputer ini berhenti dan sedang dijalankan lagi. Yang Anda ketik tetap ada di jendela ini; belum ada yang dikirim sampai saat itu.',
  copyLost: 'Salinan di komputer ini terus berhenti. Muat ulang: yang sudah disimpan tidak hilang.',
  reload: 'Muat ulang',
  tryNow: 'Coba sekarang',
  catchUp: 'Ruang Anda sedang diambil.',
  catchUpNote: 'Yang sudah ada di sini dapat dipakai.',
  catchUpCount: (taken, total) => `${count(taken)} dari ${count(total)} entri`,
}

export const ageText: Words<typeof en.ageText> = {
  tooOld: 'Program ini terlalu lama untuk server.',
  reload: 'Muat ulang untuk mendapat yang terbaru. Yang belum terkirim tetap tersimpan di komputer ini.',
  install: (oldest) =>
    `Pasang versi ${oldest} atau yang lebih baru. Yang belum terkirim tetap tersimpan di komputer ini.`,
  unsupported: (date) => `Versi ini tidak lagi mendapat perbaikan keamanan sejak ${date}.`,
  installNewest: 'Pasang versi terbaru, atau pakai peramban sampai saat itu.',
}

export const clockText: Words<typeof en.clockText> = {
  due: {
    CALLBACK: 'Tenggat telepon balik',
    UPDATE: 'Tenggat pembaruan',
    SIGN_OFF: 'Menunggu tanda tangan',
  },
  updateDue: (number) => `Tenggat pembaruan ${number}`,
  late: {
    CALLBACK: 'Telepon balik terlambat',
    UPDATE: 'Pembaruan terlambat',
    SIGN_OFF: 'Menunggu tanda tangan',
  },
  kept: { CALLBACK: 'Sudah ditelepon balik', UPDATE: 'Pembaruan terkirim', SIGN_OFF: 'Sudah ditandatangani' },
  suggested: 'belum disepakati',
  noClock: 'Tanpa jam',
  yourTurn: 'Giliran Anda',
  theirTurn: 'Giliran mereka',
  toSign: 'untuk menandatangani',
  reported: 'Belum ada telepon hotline',
}

export const phaseText: Words<typeof en.phaseText> = {
  REPORTED: 'Dilaporkan',
  AWAITING_CALLBACK: 'Menunggu telepon balik',
  IN_PROGRESS: 'Sedang dikerjakan',
  WORKAROUND_IN_PLACE: 'Solusi sementara berlaku',
  RESOLUTION_PROPOSED: 'Penyelesaian diusulkan',
  RESOLVED: 'Selesai, ditandatangani kedua pihak',
  RECLASSIFIED: 'Dilanjutkan sebagai Kasus Dukungan',
}

export const boardText: Words<typeof en.boardText> = {
  columns: [
    'Paling mendesak dahulu',
    'Pelanggan dan masalah',
    'Penanggung jawab',
    'Keadaan',
    'Sedang di sini',
  ],
  all: 'Semua ruang',
  mine: 'Akun saya',
  own: 'Saya tangani',
  filter: 'Ruang yang tampil',
  ended: 'Ruang yang sudah berakhir',
  ago: (duration) => `${duration} lalu`,
  nobody: 'Belum ada',
  atRisk: 'Hampir terlambat',
  late: 'Terlambat',
  every: (minutes) => `tiap ${minutes} menit`,
  proposed: (minutes) => `${minutes} diusulkan`,
  notAgreed: 'interval belum disepakati',
  unsent: (amount) => `${amount} menunggu dikirim`,
  accounts: 'Akun saya',
  allAccounts: 'Akun',
  support: 'Dukungan',
  rooms: (amount) => (amount === 0 ? 'Tidak ada ruang' : `${count(amount)} ruang`),
  tam: (name) => `TAM ${name}`,
  you: 'Anda',
  hereNow: 'di sini',
  presentIn: (amount) => (amount === 0 ? 'tidak di ruang mana pun' : `di ${count(amount)} ruang`),
  loading: 'Membaca ruang dari salinan di komputer ini',
  fetching: 'Ruang Anda sedang diambil',
  filteredTitle: 'Tidak ada ruang aktif dalam pilihan ini',
  showAll: 'Tampilkan semua ruang',
  hereAt: (time) => `Di sini pukul ${time}`,
  emptyTitle: 'Tidak ada ruang aktif. Semua janji terpenuhi.',
  emptyText: 'Ruang terbuka lewat laporan atau telepon hotline, lalu tampil paling atas di sini.',
  customerEmptyTitle: 'Tidak ada ruang terbuka.',
  customerEmptyText: 'Jika pengiriman Anda gagal, laporkan di sini dan telepon Hotline Severity 1.',
  queue: 'Belum dikonfirmasi, tersimpan di komputer ini',
  queued: (what, words) => (words === '' ? what : `${what}: “${words}”`),
  newRoom: 'ruang baru',
  takeBack: 'Tarik kembali',
  discard: 'Buang',
}

export const firstRunText: Words<typeof en.firstRunText> = {
  headline: 'Setiap janji punya jam.',
  line: 'Pelanggan dan dukungan melihat jam yang sama, di ruang yang sama, dari telepon hotline sampai kedua tanda tangan.',
  offline: 'Bisa dipakai luring, tersimpan di komputer ini',
  language: 'Bahasa',
  sample: {
    label: 'Telepon balik dalam',
    of: 'dari',
    entries: [
      ['14:12', 'Telepon hotline', 'diterima, lima pertanyaan diajukan'],
      ['14:14', 'Bukti', 'API tidak tersedia selama 322 dtk sejauh ini'],
      ['14:18', 'Maeve menelepon', 'Rani sekarang'],
    ],
  },
  title: 'Masuk ke ruang dukungan Anda',
  server: 'Server',
  continueAs: 'Lanjutkan di komputer ini sebagai',
  demoTitle: 'Coba demo',
  demoLine: 'Pilih siapa Anda. Buka jendela kedua dan jadilah orang dari pihak lain.',
  asYourself: 'Atau masuk sebagai diri Anda',
  story: (company) => `Lima orang dalam cerita; pelanggannya ${company}`,
  otherAccount: (company) => `Pelanggan lain, ${company}: tidak melihat apa pun dari yang pertama`,
  more: 'Orang lain',
  unreachable: 'Server tidak menjawab. Ruang di komputer ini tetap dapat dibuka.',
  tryAgain: 'Coba lagi',
  failed: 'Tidak dapat masuk: server menolak. Muat ulang halaman, lalu pilih lagi.',
  forget: 'Lupakan',
}
