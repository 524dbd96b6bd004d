// What the report page says in Indonesian: the ticket that opens a room (CRI-2), and what a report alone does not do.

import type * as en from '../en/report.ts'
import type { Words } from '../words.ts'

export const reportText: Words<typeof en.reportText> = {
  title: 'Laporkan masalah',
  lead: 'Laporan membuka ruang yang dilihat kedua pihak. Laporan tidak memulai jam apa pun.',
  severityTitle: 'Semuanya gagal?',
  severityCustomer:
    'Laporkan di sini, lalu telepon Hotline Severity 1: dukungan menelepon balik dalam 15 menit sejak telepon Anda.',
  severityStaff:
    'Jika pelanggan sedang menelepon, pakai penerimaan hotline: itu yang memulai hitungan 15 menit.',
  hotline: 'Hotline Severity 1, 24 jam',
  noHotline: 'Nomornya ada di kontrak Anda.',
  toIntake: 'Penerimaan hotline',
  account: 'Perusahaan',
  accountPlaceholder: 'Pilih perusahaan',
  channel: 'Lewat mana masuknya',
  channels: { EMAIL: 'Lewat e-mail', DASHBOARD: 'Dari dasbor' },
  contactName: 'Siapa dari pelanggan yang melaporkan',
  issueTitle: 'Apa yang gagal, dalam satu baris',
  issueExample: 'Pengiriman lewat API mengembalikan 503',
  description: 'Apa yang terjadi, sejak kapan, dan apa yang Anda lihat',
  submit: 'Laporkan dan buka ruang',
  draftKept: 'Draf tersimpan di komputer ini',
  leave: 'Keluar, draf tetap ada',
  notYours: 'Laporan hanya untuk pelanggan dan dukungan.',
  notSaved: 'Tidak dapat disimpan di komputer ini. Teksnya tetap di sini: coba lagi.',
}
