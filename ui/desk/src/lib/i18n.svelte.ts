// Sentences in the reader's language, from the catalogues that Rust reads too.
import type en from '../../../../locales/parts/desk.en.json';

export type MessageKey = keyof typeof en;
export type Params = Record<string, string | number>;
type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>;
type Catalogue = Record<string, Message>;

export const LOCALES = ['de', 'pl', 'en'] as const;
export type DeskLocale = (typeof LOCALES)[number];

const CATALOGUES: Record<DeskLocale, () => Promise<{ default: Catalogue }>> = {
  de: () => import('../../../../locales/parts/desk.de.json'),
  pl: () => import('../../../../locales/parts/desk.pl.json'),
  en: () => import('../../../../locales/parts/desk.en.json'),
};

class Language {
  locale = $state<DeskLocale>('en');
  #messages = $state.raw<Catalogue>({});

  /** Loads a language and makes it the one of the page. */
  async choose(locale: DeskLocale): Promise<void> {
    const { default: messages } = await CATALOGUES[locale]();
    this.#messages = messages;
    this.locale = locale;
    document.documentElement.lang = locale;
    try {
      localStorage.setItem('lotse.locale', locale);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  }

  message(key: string): Message | undefined {
    return this.#messages[key];
  }
}

export const language = new Language();

export function isDeskLocale(tag: string): tag is DeskLocale {
  return (LOCALES as readonly string[]).includes(tag);
}

/** The language chosen on this device, else the browser's, else English. */
export function preferredLocale(chosen: string | null, tags: readonly string[]): DeskLocale {
  const wished = [...(chosen ? [chosen] : []), ...tags].map((tag) => tag.slice(0, 2).toLowerCase());
  return wished.find(isDeskLocale) ?? 'en';
}

/** Puts the values into a sentence; `n` chooses the plural form. */
export function render(message: Message, params: Params, locale: string): string {
  const { n } = params;
  const pattern =
    typeof message === 'string'
      ? message
      : (message[new Intl.PluralRules(locale).select(Number(n ?? 0))] ?? message.other ?? '');
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
  });
}

/** The sentence for a key, in the language of the page. */
export function t(key: MessageKey, params: Params = {}): string {
  const message = language.message(key);
  return message === undefined ? key : render(message, params, language.locale);
}

/** The sentence for a key that is only known at run time, or `undefined`. */
export function found(key: string, params: Params = {}): string | undefined {
  const message = language.message(key);
  return message === undefined ? undefined : render(message, params, language.locale);
}
