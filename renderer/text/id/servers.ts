// What the first page says of servers on the desktop, in Indonesian.

import type * as en from '../en/servers.ts'
import type { Words } from '../words.ts'

export const serverText: Words<typeof en.serverText> = {
  label: 'Server',
  connect: 'Sambungkan',
  others: (count: number) => `${count} lagi pernah dipakai`,
  othersLabel: 'Server yang pernah dipakai',
  choose: (name: string) => `Pakai ${name}`,
  removeNamed: (name: string) => `Hapus ${name}`,
  problems: {
    NOT_AN_ADDRESS: 'Ini bukan alamat server. Tulis seperti support.example.com.',
    NOT_SECURE: 'Server harus dibuka dengan https. Hanya komputer ini sendiri yang boleh tanpa https.',
    ALREADY_THERE: 'Server ini sudah ada di daftar.',
    TOO_MANY: 'Daftar penuh. Hapus satu server, lalu tambahkan yang ini.',
  },
  memoryOnly: 'Sistem ini tidak punya tempat aman untuk sesi: masuk lagi setiap kali program dimulai.',
}
