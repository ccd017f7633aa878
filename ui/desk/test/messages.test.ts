// The sentences of the desk: complete in every language, with the same values to fill in.
import { describe, expect, it } from 'vitest';
import de from '../../../locales/parts/desk.de.json';
import en from '../../../locales/parts/desk.en.json';
import pl from '../../../locales/parts/desk.pl.json';
import { preferredLocale, render } from '../src/lib/i18n.svelte';

type Message = string | Record<string, string>;
const catalogues: Record<string, Record<string, Message>> = { en, de, pl };

const forms = (message: Message | undefined) =>
  typeof message === 'string' ? [message] : Object.values(message ?? {});
const values = (message: Message | undefined) =>
  [...new Set(forms(message).flatMap((it) => it.match(/\{\w+\}/g) ?? []))].sort();

describe('catalogues', () => {
  for (const locale of ['de', 'pl']) {
    it(`say the same things in ${locale} as in English`, () => {
      expect(Object.keys(catalogues[locale]!)).toEqual(Object.keys(en));
    });

    it(`fill in the same values in ${locale} as in English`, () => {
      for (const [key, message] of Object.entries(en))
        expect([key, values(catalogues[locale]?.[key])]).toEqual([key, values(message)]);
    });
  }

  it('have a form for every number a language tells apart', () => {
    for (const [locale, catalogue] of Object.entries(catalogues)) {
      const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
      for (const [key, message] of Object.entries(catalogue)) {
        if (typeof message === 'string') continue;
        expect([key, Object.keys(message).toSorted()]).toEqual([key, wanted]);
      }
    }
  });

  it('leave nothing empty', () => {
    for (const catalogue of Object.values(catalogues))
      for (const [key, message] of Object.entries(catalogue))
        expect([key, forms(message).every((it) => it.trim() !== '')]).toEqual([key, true]);
  });
});

describe('render', () => {
  const count = (n: number) => render(pl['desk.articles_shown'], { n }, 'pl');

  it('counts in Polish', () => {
    expect([1, 2, 5, 22].map(count)).toEqual([
      'Wyświetlono 1 artykuł',
      'Wyświetlono 2 artykuły',
      'Wyświetlono 5 artykułów',
      'Wyświetlono 22 artykuły',
    ]);
  });

  it('writes numbers as the language does', () => {
    expect(render('{n}', { n: 12345 }, 'de')).toBe('12.345');
  });

  it('leaves a value alone that looks like a place for another', () => {
    expect(render('“{word}” added.', { word: '{n}', n: 3 }, 'en')).toBe('“{n}” added.');
  });
});

describe('preferredLocale', () => {
  it('takes what was chosen before what the browser says', () => {
    expect(preferredLocale('pl', ['de-DE'])).toBe('pl');
  });

  it('passes over languages the desk does not speak', () => {
    expect(preferredLocale(null, ['fr-FR', 'de-AT', 'en'])).toBe('de');
  });

  it('falls back to English', () => {
    expect(preferredLocale(null, ['fr'])).toBe('en');
  });
});
