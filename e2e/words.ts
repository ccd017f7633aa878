// The sentences of the program, from the files it has them from itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Locale = 'de' | 'pl' | 'en';

type Sentences = Record<string, string | Record<string, string>>;

const read = new Map<string, Sentences>();

function sentences(area: string, locale: Locale): Sentences {
  const name = `${area}.${locale}.json`;
  let found = read.get(name);
  if (!found) {
    const path = join(__dirname, '../locales/parts', name);
    found = JSON.parse(readFileSync(path, 'utf8')) as Sentences;
    read.set(name, found);
  }
  return found;
}

function areaOf(key: string): string {
  if (/^(desk|error)\./.test(key)) return 'desk';
  if (key.startsWith('storefront.')) return 'storefront';
  if (key.startsWith('chat.bot.')) return 'bot';
  if (key.startsWith('mail.')) return 'mail';
  return key.startsWith('chat.') ? 'chat' : 'help';
}

/** A sentence with its placeholders filled in. */
export function word(locale: Locale, key: string, values: Record<string, string> = {}): string {
  const sentence = sentences(areaOf(key), locale)[key];
  if (typeof sentence !== 'string') throw new Error(`no sentence \`${key}\` in ${locale}`);
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
