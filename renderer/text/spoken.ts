// The five questions of the hotline as they are read aloud, in the caller's language whatever the screen's: both stand
// here side by side, outside the tables that follow the screen. The Indonesian ones await a native reviewer.

import type { Language } from './language.ts'

/** The five questions in the order they are asked (CRI-3). */
export type Asked = 'company' | 'contactName' | 'contactPhone' | 'contactEmail' | 'description'

/** The language that the caller is spoken to in. */
export type SpokenLanguage = Language

export const spoken: Readonly<Record<SpokenLanguage, Readonly<Record<Asked, string>>>> = {
  en: {
    company: '“Which company are you calling for?”',
    contactName: '“And your name, please?”',
    contactPhone: '“Which number should we call back?”',
    contactEmail: '“Where do we send the room link?”',
    description: '“What is failing, and since when?”',
  },
  id: {
    company: '“Anda menelepon untuk perusahaan apa?”',
    contactName: '“Boleh saya tahu nama Anda?”',
    contactPhone: '“Ke nomor mana kami menelepon balik?”',
    contactEmail: '“Ke e-mail mana kami kirim tautan ruangnya?”',
    description: '“Apa yang gagal, dan sejak kapan?”',
  },
}
