// How long a text is as an SMS.

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENDED = '^{}\\[~]|€\f';

export interface SmsLength {
  characters: number;
  parts: number;
}

/** Characters as the network counts them, and how many messages they need. */
export function smsLength(text: string): SmsLength {
  const letters = [...text];
  const basic = letters.every((it) => BASIC.includes(it) || EXTENDED.includes(it));
  const characters = basic
    ? letters.reduce((sum, it) => sum + (EXTENDED.includes(it) ? 2 : 1), 0)
    : text.length;
  const [single, joined] = basic ? [160, 153] : [70, 67];
  const parts = characters <= single ? Math.min(characters, 1) : Math.ceil(characters / joined);
  return { characters, parts };
}
