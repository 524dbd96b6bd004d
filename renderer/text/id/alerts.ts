// Yang diberitahukan di luar ruang, dalam bahasa Indonesia. Indonesian: notifications, toasts, the bell and settings.

import type { AttemptOutcome } from '../../../domain/incident/state.ts'
import type { Words } from '../words.ts'
import type * as en from '../en/alerts.ts'

export const alertText: Words<typeof en.alertText> = {
  label: 'Pemberitahuan',
  recent: 'Pemberitahuan terakhir',
  none: 'Belum ada pemberitahuan',
  noneWhy: 'Yang diberitahukan di luar ruang tercantum di sini.',
  bell: (unread) => (unread === 0 ? 'Pemberitahuan' : `Pemberitahuan, ${unread} baru`),
  close: 'Tutup',
  call: (firstName) => `Telepon ${firstName}`,
  take: 'Saya tangani',
  open: 'Buka ruang',
  openBoard: 'Buka papan',
  left: {
    first: {
      CALLBACK: (customer, minutes) => `Telepon balik ${customer} dalam ${minutes} menit`,
      UPDATE: (customer, minutes, number) => `Pembaruan ${number} untuk ${customer} dalam ${minutes} menit`,
    },
    later: {
      CALLBACK: (customer, minutes) => `Sisa ${minutes} menit untuk menelepon balik ${customer}`,
      UPDATE: (customer, minutes, number) =>
        `Sisa ${minutes} menit untuk pembaruan ${number} kepada ${customer}`,
    },
  },
  late: {
    CALLBACK: (customer) => `Telepon balik ke ${customer} terlambat`,
    UPDATE: (customer, number) => `Pembaruan ${number} untuk ${customer} terlambat`,
  },
  stillLate: {
    CALLBACK: (customer, late) => `Telepon balik ke ${customer} terlambat ${late}`,
    UPDATE: (customer, late) => `Pembaruan untuk ${customer} terlambat ${late}`,
  },
  ended: (promise, time) => `Waktu ${promise} habis pukul ${time}.`,
  callNow: 'Telepon sekarang; keterlambatan terlihat oleh kedua pihak.',
  updateNow: 'Kirim sekarang; keterlambatan terlihat oleh kedua pihak.',
  by: (time) => `Paling lambat ${time}.`,
  triedOnce: (name, time, outcome) => `${name} mencoba sekali pukul ${time}, ${OUTCOMES[outcome]}.`,
  tried: (name, times, time, outcome) =>
    `Sudah ${times} kali dicoba, terakhir oleh ${name} pukul ${time}: ${OUTCOMES[outcome]}.`,
  said: {
    IssueReported: (by, customer) => `${by} melaporkan masalah untuk ${customer}`,
    MessagePosted: (by, customer) => `${by} menulis di ${customer}`,
    UpdatePosted: (by, _customer, number) => `${by} mengirim pembaruan ${number}`,
    UpdateRequested: (by, customer) => `${by} meminta pembaruan, ${customer}`,
    CadenceProposed: (by, customer) => `${by} mengusulkan interval pembaruan, ${customer}`,
    CadenceAgreed: (by, customer) => `${by} menyetujui interval pembaruan, ${customer}`,
    CadenceDeclined: (by, customer) => `${by} menolak interval pembaruan, ${customer}`,
    WorkaroundRecorded: (by, customer) => `${by} menawarkan solusi sementara, ${customer}`,
    WorkaroundAccepted: (by, customer) => `${by} menerima solusi sementara, ${customer}`,
    WorkaroundRejected: (by, customer) => `${by} menolak solusi sementara, ${customer}`,
    WorkaroundWithdrawn: (by, customer) => `${by} menarik solusi sementara, ${customer}`,
    FileAttached: (by, customer) => `${by} melampirkan berkas, ${customer}`,
    Escalated: (by, customer) => `${by} mengeskalasi ${customer}`,
    ResolutionProposed: (by, customer) => `${by} mengusulkan penyelesaian, ${customer}`,
    ResolutionSigned: (by, customer) => `${by} menandatangani penyelesaian, ${customer}`,
    ResolutionRejected: (by, customer) => `${by} mengembalikan penyelesaian, ${customer}`,
    IssueResolved: (_by, customer) => `Selesai, ditandatangani kedua pihak: ${customer}`,
    Reopened: (by, customer) => `${by} membuka kembali ${customer}`,
    ReclassificationProposed: (by, customer) =>
      `${by} mengusulkan untuk lanjut sebagai Kasus Dukungan, ${customer}`,
    ReclassificationDeclined: (by, customer) =>
      `${by} menolak untuk lanjut sebagai Kasus Dukungan, ${customer}`,
    Reclassified: (by, customer) => `${by} setuju untuk lanjut sebagai Kasus Dukungan, ${customer}`,
    other: (by, customer) => `Entri baru oleh ${by} di ${customer}`,
  },
  signOffWaits: (customer: string, hours: number) => `${customer}: tanda tangan ditunggu sejak ${hours} jam`,
  signOffWhat: 'Buka ruang untuk melihat siapa yang belum menandatangani.',
  updateSuggested: (customer: string) => `Pembaruan untuk ${customer} disarankan sekarang`,
  suggestedWhat: 'Interval pembaruan belum disepakati. Kirim pembaruan, atau usulkan interval.',
  signNeeded: 'Baca pernyataannya, lalu tanda tangani atau kembalikan.',
  missed: (alerts) => `Selama Anda tidak ada: ${alerts} pemberitahuan`,
  missedIn: (rooms) => `Di ${rooms} ruang. Jam menunjukkan keadaan sekarang.`,
  due: {
    CALLBACK: () => 'telepon balik',
    UPDATE: (number) => `pembaruan ${number}`,
  },
  askBar:
    'Notifikasi mati di komputer ini. Dengan notifikasi, jam sampai kepada Anda saat jendela lain di depan.',
  askForCustomer:
    'Notifikasi mati di komputer ini. Dengan notifikasi, pembaruan sampai kepada Anda saat jendela lain di depan.',
  allow: 'Izinkan notifikasi',
  notNow: 'Nanti saja',
  failed: 'Tidak dapat disimpan. Buka ruangnya dan coba lagi.',
}

const OUTCOMES: Readonly<Record<AttemptOutcome, string>> = {
  NO_ANSWER: 'tidak dijawab',
  BUSY: 'sibuk',
  VOICEMAIL: 'pesan suara',
}

export const alertSettingsText: Words<typeof en.alertSettingsText> = {
  title: 'Notifikasi dan suara',
  notifications: 'Notifikasi di luar jendela',
  permission: {
    GRANTED: 'Komputer ini menampilkannya.',
    ASK: 'Komputer ini belum ditanya.',
    DENIED: 'Peramban ini memblokirnya. Izinkan notifikasi untuk situs ini di setelan situs peramban.',
    NONE: 'Peramban ini tidak memilikinya. Pemberitahuan tampil di jendela.',
  },
  sounds: 'Suara',
  volume: 'Volume',
  locked: 'Suara mulai setelah klik atau tombol pertama di jendela ini.',
  noSound: 'Peramban ini tidak dapat bersuara.',
  test: {
    SOFT: 'Nada lembut: sisa 5 menit',
    TWO: 'Dua nada: sisa 2 menit',
    LOW: 'Nada rendah: terlambat',
  },
  testForCustomer: 'Putar nada',
  testGroup: 'Dengarkan',
  quiet: 'Waktu tenang',
  quietNow: (time) => `Tenang sampai ${time}`,
  quietUntil: (time) => `Tenang sampai ${time}`,
  quietHour: 'Tenang selama 1 jam',
  endQuiet: 'Akhiri waktu tenang',
  hours: 'Tenang setiap hari',
  from: 'Dari',
  until: 'Sampai',
  timeExample: '22:00',
  notATime: 'Tulis waktu seperti 22:00.',
  staysLoud:
    'Waktu tenang menahan semuanya, kecuali 2 menit terakhir dan janji yang terlewat di ruang yang Anda tangani. Yang ditahan tercantum di lonceng.',
  quietForCustomer: 'Waktu tenang menahan semuanya. Yang ditahan tercantum di lonceng.',
}
