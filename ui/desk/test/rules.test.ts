// Small rules: SMS, days, order of categories, addresses, names.
import { beforeAll, describe, expect, it } from 'vitest';
import { reordered } from '../src/categories/order';
import { smsLength } from '../src/knowledge/sms';
import { shownText, tree } from '../src/knowledge/words';
import { describe as inWords } from '../src/knowledge/rich/images';
import { ago, initials, languageName, size } from '../src/lib/format';
import { language } from '../src/lib/i18n.svelte';
import { firstDay, fromFirstDay, fromLocal, lastDay, toLastDay, toLocal } from '../src/lib/local';
import { matching } from '../src/lib/loading.svelte';
import { defaultAmong, earlier, isColour } from '../src/settings/brand';

beforeAll(() => language.choose('en'));

describe('smsLength', () => {
  it('counts nothing for nothing', () => {
    expect(smsLength('')).toEqual({ characters: 0, parts: 0 });
  });

  it('puts 160 letters of the basic alphabet into one, umlauts included', () => {
    expect(smsLength('ä'.repeat(160)).parts).toBe(1);
    expect(smsLength('ä'.repeat(161)).parts).toBe(2);
  });

  it('puts 70 into one as soon as one letter is Polish', () => {
    expect(smsLength(`ł${'a'.repeat(69)}`).parts).toBe(1);
    expect(smsLength(`ł${'a'.repeat(70)}`).parts).toBe(2);
  });

  it('counts the euro sign twice', () => {
    expect(smsLength('5 €').characters).toBe(4);
  });
});

describe('days', () => {
  it('hold to the end of the last day', () => {
    expect(lastDay(toLastDay('2026-12-31'))).toBe('2026-12-31');
    expect(new Date(toLastDay('2026-12-31')!).getTime()).toBe(
      new Date('2027-01-01T00:00').getTime(),
    );
  });

  it('hold from the beginning of the first day', () => {
    expect(firstDay(fromFirstDay('2026-03-29'))).toBe('2026-03-29');
  });

  it('are no moment when the field is empty', () => {
    expect([fromFirstDay(''), toLastDay(''), fromLocal(''), toLocal(null), lastDay(null)]).toEqual([
      null,
      null,
      null,
      '',
      '',
    ]);
  });

  it('keep local moments to the minute', () => {
    expect(toLocal(fromLocal('2026-07-01T09:30'))).toBe('2026-07-01T09:30');
  });
});

describe('reordered', () => {
  const row = ['a', 'b', 'c'].map((id, at) => ({ id, position: at + 1 }));

  it('changes places with the neighbour', () => {
    expect(reordered(row, 'b', 1)).toEqual([
      { id: 'c', position: 2 },
      { id: 'b', position: 3 },
    ]);
  });

  it('goes no further than the end', () => {
    expect(reordered(row, 'c', 1)).toEqual([]);
    expect(reordered(row, 'a', -1)).toEqual([]);
  });

  it('tidies up equal places on the way', () => {
    const equal = row.map((it) => ({ ...it, position: 0 }));
    expect(reordered(equal, 'c', -1).map((it) => it.id)).toEqual(['a', 'c', 'b']);
  });
});

describe('tree', () => {
  it('puts children below their parents, in order', () => {
    const one = (id: string, parent_id: string | null, position: number) => ({
      id,
      parent_id,
      position,
      slug: id,
      icon: '',
      names: [],
      is_for_people: false,
      skill: null,
    });
    const all = [one('b', null, 2), one('b1', 'b', 1), one('a', null, 1)];
    expect(tree(all).map((it) => [it.category.id, it.depth])).toEqual([
      ['a', 0],
      ['b', 0],
      ['b1', 1],
    ]);
  });
});

describe('shownText', () => {
  const texts = [
    { locale: 'de', title: 'Wo ist mein Paket?' },
    { locale: 'en', title: 'Where is my parcel?' },
    { locale: 'pl', title: 'Gdzie jest moja paczka?' },
  ];

  it.each([
    ['', ['', 'pl', 'de'], 'pl'],
    ['', ['en', 'pl', 'de'], 'en'],
    ['', ['cs'], 'de'],
    ['PACZ', ['', 'en'], 'pl'],
    ['pa', ['', 'pl'], 'pl'],
    ['no title has this', ['en'], 'en'],
  ])('for “%s” and %j is the one in %s', (sought, wished, locale) => {
    expect(shownText(texts, sought, wished)?.locale).toBe(locale);
  });

  it('is nothing without texts', () => expect(shownText([], '', ['de'])).toBeUndefined());
});

describe('matching', () => {
  it('looks through the pages for what fits', async () => {
    const pages = [
      { items: [1, 2], next_cursor: 'x' },
      { items: [3, 4], next_cursor: null },
    ];
    const fetch = async (cursor?: string) => pages[cursor ? 1 : 0]!;
    expect((await matching(fetch, (it) => it % 2 === 0)).items).toEqual([2, 4]);
  });
});

describe('names and sizes', () => {
  it('shorten people to two letters', () => {
    expect([initials('Mara von Lindt'), initials('Łukasz'), initials('')]).toEqual([
      'ML',
      'Ł',
      '?',
    ]);
  });

  it('call languages by their own names', () => {
    expect(['de', 'pl', 'en'].map(languageName)).toEqual(['Deutsch', 'Polski', 'English']);
  });

  it('call a picture by its file until somebody describes it', () => {
    expect(inWords('nose-pad_oval.PNG')).toBe('nose pad oval');
  });

  it('round files to what matters', () => {
    expect([size(109), size(182_000), size(2_340_000)]).toEqual(['1 kB', '182 kB', '2.3 MB']);
  });

  it('tell the time since, and the date when it is long ago', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    expect(ago('2026-11-22T11:55:00Z', now)).toBe('5 min. ago');
    expect(ago('2026-10-01T12:00:00Z', now)).toBe('Oct 1, 2026');
  });
});

describe('a brand', () => {
  it('has a colour of six digits', () => {
    expect(['#007587', ' #ABCDEF '].every(isColour)).toBe(true);
    expect(['red', '#12345', '#12345g', ''].some(isColour)).toBe(false);
  });

  it('moves a language one step nearer to the beginning, and the first one not at all', () => {
    expect(earlier(['de', 'pl', 'en'], 'en')).toEqual(['de', 'en', 'pl']);
    expect(earlier(['de', 'pl'], 'de')).toEqual(['de', 'pl']);
  });

  it('falls back to its first language when the preferred one is taken away', () => {
    expect(defaultAmong(['pl', 'en'], 'en')).toBe('en');
    expect(defaultAmong(['pl', 'en'], 'de')).toBe('pl');
  });
});
