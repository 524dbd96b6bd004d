// What is said of a person's devices and passkeys, and of codes by phone, in Indonesian.

import type * as en from '../en/devices.ts'
import type { Words } from '../words.ts'

const METHODS: Readonly<Record<string, string>> = {
  DEMO: 'demo',
  EMAIL: 'lewat e-mail',
  PHONE_CODE: 'lewat kode telepon',
  INVITATION: 'lewat undangan',
  OIDC: 'lewat single sign-on',
  PASSKEY: 'dengan kunci sandi',
}

export const devicesText: Words<typeof en.devicesText> = {
  title: 'Perangkat yang sedang masuk',
  limit: (devices: number) =>
    `Paling banyak ${devices}. Satu lagi akan mengeluarkan perangkat yang paling lama tidak terlihat.`,
  method: (name: string) => METHODS[name] ?? 'masuk',
  signedIn: (how: string, when: string) => `${how}, sejak ${when}`,
  lastSeen: (when: string) => `terakhir terlihat ${when}`,
  current: 'yang ini',
  unnamed: 'Perangkat tanpa nama',
  end: 'Keluarkan',
  endNamed: (name: string) => `Keluarkan ${name}`,
  endOthers: 'Keluarkan semua yang lain',
  ended: 'Sudah keluar. Yang disimpan perangkat itu dihapus saat ia mencapai server lagi.',
  failed: 'Gagal: server tidak menjawab, atau bertanya siapa Anda. Coba lagi.',
  unreachable: 'Daftar perangkat ada di server, yang sedang tidak dapat ditanya.',
  tryAgain: 'Coba lagi',
  loading: 'Menanyakan perangkat Anda ke server',
}

export const passkeysText: Words<typeof en.passkeysText> = {
  title: 'Kunci sandi',
  why: 'Masuk dengan kunci perangkat Anda, juga saat e-mail mati.',
  none: 'Belum ada.',
  elsewhere: 'Untuk menambah, buka pengaturan di peramban pada perangkat yang punya kunci.',
  name: 'Nama kunci sandi baru',
  add: 'Tambah kunci sandi',
  made: (when: string) => `dibuat ${when}`,
  used: (when: string) => `terakhir dipakai ${when}`,
  neverUsed: 'belum dipakai',
  remove: 'Hapus',
  removeNamed: (name: string) => `Hapus kunci sandi ${name}`,
  added: 'Kunci sandi sudah ditambahkan.',
  cancelled: 'Kunci sandi tidak dibuat: pertanyaannya ditutup, atau perangkat ini sudah punya.',
  stale: 'Pastikan siapa Anda, lalu tambahkan.',
}

export const phoneCodeText: Words<typeof en.phoneCodeText> = {
  open: (name: string) => `Beri ${name} kode masuk lewat telepon`,
  title: (name: string) => `Kode masuk untuk ${name}`,
  checked: 'Bagaimana Anda memeriksa siapa yang menelepon?',
  ways: {
    CALLED_BACK: 'Ditelepon balik ke nomor yang tercatat',
    VERIFIED: 'Dikenal dari suara dan fakta akun',
    COLLEAGUE: 'Dijamin rekan yang tercatat, lewat telepon',
  },
  other: 'Cara lain, dengan kata Anda',
  give: 'Buat kode',
  read: (time: string) =>
    `Bacakan angka demi angka. Berlaku sekali, sampai pukul ${time}, dengan e-mail yang tercatat.`,
  recorded: 'Siapa yang membuatnya dan cara pemeriksaannya dicatat.',
  close: 'Selesai',
  cancel: 'Batal',
  failed: 'Kode tidak dibuat: server menolak atau tidak menjawab.',
}

export const signingKeysText: Words<typeof en.signingKeysText> = {
  title: 'Kunci tanda tangan Anda',
  why: 'Setiap perangkat membuat kuncinya sendiri, dan penyedia mengesahkan bahwa kunci itu milik Anda. Tutup kunci perangkat yang hilang.',
  none: 'Belum ada. Tanda tangan pertama Anda membuatnya.',
  here: 'perangkat ini',
  enrolled: (when: string) => `disertifikasi sejak ${when}`,
  until: (when: string) => `sampai ${when}`,
  closed: (when: string) => `ditutup ${when}`,
  close: 'Tutup',
  closeNamed: (kid: string) => `Tutup kunci ${kid}`,
  done: 'Kunci sudah ditutup. Yang ditandatanganinya sebelumnya tetap di catatan.',
  loading: 'Menanyakan kunci Anda ke server',
  unreachable: 'Daftar kunci ada di server, yang sedang tidak dapat ditanya.',
}
