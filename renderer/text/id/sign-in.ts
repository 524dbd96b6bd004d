// What is said while somebody shows who they are, in Indonesian.

import type * as en from '../en/sign-in.ts'
import type { Words } from '../words.ts'

export const signInText: Words<typeof en.signInText> = {
  email: 'E-mail kerja',
  send: 'Kirimi saya tautan masuk',
  noMail: 'Server ini tidak mengirim e-mail.',
  noMailWays: 'Masuk dengan kode lewat telepon, single sign-on, atau kunci sandi.',
  noMailOutside: 'Masuk dengan kode lewat telepon, atau di peramban dengan single sign-on atau kunci sandi.',
  mailDown: 'E-mail Anda juga mati?',
  byPhone: 'Minta kode lewat telepon',
  instead: 'saja.',
  or: 'atau',
  sso: 'Lanjutkan dengan single sign-on',
  ssoAt: (name: string) => `Lanjutkan dengan ${name}`,
  passkey: 'Masuk dengan kunci sandi',
  sentTitle: 'Lihat e-mail Anda',
  sentTo: (email: string) =>
    `Tautan dan kode enam angka sedang dikirim ke ${email}, jika alamat ini punya akses. Keduanya berlaku sekali, selama sepuluh menit.`,
  codeSentTo: (email: string) =>
    `Kode enam angka sedang dikirim ke ${email}, jika alamat ini punya akses. Berlaku sekali, selama sepuluh menit.`,
  sentHow: 'Buka tautannya di peramban ini, atau ketik kodenya di sini.',
  code: 'Kode enam angka',
  finish: 'Masuk',
  again: 'Kirim lagi',
  sentAgain: 'Sudah dikirim lagi. Hanya kode terbaru yang berlaku.',
  otherAddress: 'Pakai alamat lain',
  phoneTitle: 'Minta kode lewat telepon',
  phoneHow: (hotline: string) =>
    `Telepon hotline, ${hotline}. Setelah memeriksa siapa Anda, agen membacakan kode delapan angka.`,
  phoneHowUnnamed:
    'Telepon hotline; nomornya ada di kontrak Anda. Setelah memeriksa siapa Anda, agen membacakan kode delapan angka.',
  callHotline: (number: string) => `Telepon ${number}`,
  phoneCode: 'Kode delapan angka',
  back: 'Kembali',
  outside: 'Masuk lewat peramban',
  outsideWhy: 'Untuk single sign-on dan kunci sandi.',
  outsideTitle: 'Lanjutkan di peramban Anda',
  outsideHow: 'Sebuah halaman terbuka di sana. Lanjutkan hanya jika kodenya sama:',
  outsideAgain: 'Buka lagi halamannya',
  cancel: 'Batal',
  problems: {
    ADDRESS: 'Tulis e-mail kerja Anda, seperti nama@perusahaan.example.',
    REFUSED: 'Kode itu tidak cocok, sudah dipakai, atau terlalu lama. Periksa lagi, atau minta yang baru.',
    PHONE_REFUSED:
      'E-mail dan kode tidak cocok, atau kodenya sudah dipakai atau terlalu lama. Minta yang baru.',
    PASSKEY_REFUSED:
      'Kunci sandi ini tidak membuka apa pun di sini. Pakai tautan e-mail, lalu tambahkan di pengaturan.',
    CANCELLED: 'Tidak ada yang dikirim. Coba lagi, atau pilih cara lain.',
    TOO_MANY: 'Terlalu banyak percobaan. Tunggu beberapa menit, atau telepon hotline.',
    UNREACHABLE: 'Server tidak menjawab. Yang Anda ketik tetap ada; coba lagi.',
    NO_SSO: 'Domain alamat ini tidak punya single sign-on di sini. Pakai tautan e-mail.',
    NOT_OPENED: 'Peramban tidak terbuka. Pakai kode lewat e-mail atau telepon.',
  },
  problemsWithoutMail: {
    PASSKEY_REFUSED:
      'Kunci sandi ini tidak membuka apa pun di sini. Pakai kode lewat telepon, lalu tambahkan di pengaturan.',
    NO_SSO: 'Domain alamat ini tidak punya single sign-on di sini. Pakai kode lewat telepon.',
    NOT_OPENED: 'Peramban tidak terbuka. Pakai kode lewat telepon.',
  },
  ended: {
    expired: (name: string) => `Sesi ${name} sudah berakhir. Masuk lagi: yang belum terkirim tidak hilang.`,
    revoked: (name: string) =>
      `Akses ${name} di komputer ini diakhiri dari tempat lain. Salinan di sini sudah dihapus.`,
    reused: (name: string) =>
      `Sesi ${name} diakhiri karena mungkin dipakai orang lain. Masuk lagi, lalu lihat perangkat Anda di pengaturan.`,
  },
}

export const entryText: Words<typeof en.entryText> = {
  linkTitle: 'Masuk dengan tautan ini',
  linkLine: 'Tautan ini berlaku sekali, untuk peramban tempat Anda memintanya.',
  linkButton: 'Masuk',
  elsewhereTitle: 'Kembali ke tempat Anda mulai',
  elsewhereLine:
    'Tautan ini diminta di peramban atau program lain. Ketik kode dari e-mail yang sama di sana.',
  linkRefused: 'Tautan ini sudah dipakai, atau lebih dari sepuluh menit.',
  newLink: 'Minta tautan baru',
  inviteTitle: 'Anda diundang ke ruang dukungan',
  inviteLine:
    'Dengan undangan ini Anda dan tim dukungan melihat jam dan catatan yang sama. Undangan berlaku sekali.',
  inviteButton: 'Terima dan masuk',
  inviteStaff: 'Undangan ini untuk staf: masuk dengan akun perusahaan Anda, undangannya ikut.',
  inviteEmail: 'E-mail kerja',
  inviteGo: 'Lanjutkan dengan single sign-on',
  inviteRefused:
    'Undangan ini sudah dipakai, atau terlalu lama. Jika Anda sudah memakainya, masuk seperti biasa; jika belum, pengundang dapat mengirim yang baru.',
  done: 'Sedang masuk',
  notDone: 'Anda belum masuk',
  doneRefused: 'Terlalu lama, atau dimulai di jendela lain. Mulai lagi.',
  toSignIn: 'Ke halaman masuk',
  desktopTitle: 'Masuk untuk program di komputer Anda',
  desktopLine: 'Lanjutkan hanya jika program menampilkan kode yang sama.',
  desktopDevice: (name: string) => `Diminta oleh program di ${name}.`,
  desktopAs: (name: string) => `Lanjutkan sebagai ${name}`,
  desktopOther: 'Masuk sebagai orang lain',
  desktopOpen: 'Buka program',
  desktopReady:
    'Sudah masuk. Program terbuka sendiri; jika tidak, tekan tombolnya. Setelah itu halaman ini dapat ditutup.',
  desktopStale: 'Buktikan sekali lagi siapa Anda, lalu program ikut masuk.',
  desktopWrong: 'Alamat ini tidak utuh. Mulai lagi di program.',
  offerTitle: 'Lain kali masuk lebih cepat, juga saat e-mail mati',
  offerLine: 'Kunci sandi disimpan perangkat ini dan dibuka dengan kuncinya: jari, wajah, atau angka.',
  offerAdd: 'Tambah kunci sandi',
  offerLater: 'Nanti saja',
  offerFailed: 'Kunci sandi tidak dibuat. Anda dapat menambahkannya nanti di pengaturan.',
}

export const stepUpText: Words<typeof en.stepUpText> = {
  title: 'Pastikan siapa Anda, lalu tanda tangan Anda dikirim',
  line: 'Anda masuk lebih dari 15 menit yang lalu. Yang Anda tanda tangani tersimpan di komputer ini.',
  asWhom: (name: string, email: string) => `Anda ${name}, ${email}.`,
  codeSentTo: (email: string) =>
    `Kode enam angka sedang dikirim ke ${email}. Berlaku sekali, selama sepuluh menit.`,
  passkey: 'Pastikan dengan kunci sandi',
  mail: 'Kirimi saya kode',
  phone: 'Minta kode lewat telepon',
  sso: 'Pastikan dengan single sign-on',
  finish: 'Pastikan',
  refused: 'Itu belum memastikan siapa Anda. Coba lagi, atau pilih cara lain.',
  waits: 'menunggu Anda memastikan siapa Anda',
  banner: 'Tanda tangan Anda menunggu: pastikan siapa Anda.',
  go: 'Pastikan sekarang',
}
