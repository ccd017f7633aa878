// A brand as it is edited, and the languages a help centre can be offered in.
import type { Brand } from '../lib/api';

/** What is sent; an empty colour is the colour of Lotse, an empty short name is made of the name. */
export interface BrandDraft {
  name: string;
  slug: string;
  locales: string[];
  default_locale: string;
  accent: string;
  hosts: string[];
  golden_gate: boolean;
}

/** The way back from any change. */
export function changeOf(brand: Brand): BrandDraft {
  const { name, slug, locales, default_locale, accent, hosts, golden_gate } = brand;
  return { name, slug, locales, default_locale, accent: accent ?? '', hosts, golden_gate };
}

/** Languages that are offered; every other tag may come through the API. */
export const OFFERED =
  'de en pl fr es it nl cs sk hu sl hr ro bg el pt da sv nb fi et lv lt uk ru tr ar ja zh'.split(
    ' ',
  );

const COLOUR = /^#[0-9a-f]{6}$/i;

export function isColour(text: string): boolean {
  return COLOUR.test(text.trim());
}

/** The list with the entry one step nearer to its beginning. */
export function earlier<T>(list: T[], entry: T): T[] {
  const at = list.indexOf(entry);
  if (at < 1) return list;
  const rest = list.filter((it) => it !== entry);
  return [...rest.slice(0, at - 1), entry, ...rest.slice(at - 1)];
}

/** The default language after a change of the languages: the same, else the first. */
export function defaultAmong(locales: string[], wished: string): string {
  return locales.includes(wished) ? wished : (locales[0] ?? '');
}
