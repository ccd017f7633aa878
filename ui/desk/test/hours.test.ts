// Opening hours between the program and the form, and in words.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Hours } from '../src/lib/api';
import { language } from '../src/lib/i18n.svelte';
import {
  countryName,
  countryOf,
  draftOf,
  grouped,
  hoursOf,
  likeOnWorkdays,
  openingInWords,
  spansInWords,
  timeZones,
} from '../src/locations/hours';

beforeAll(() => language.choose('en'));

const span = (day: string, opens: string, closes: string) => ({ day, opens, closes });
const hours = (week: Hours['week'], holidays: unknown[] = []) =>
  ({ time_zone: 'Europe/Berlin', week, holidays }) as Hours;

describe('a draft', () => {
  it('gives back the hours it was made of', () => {
    const kept = hours(
      [span('mon', '10:00', '13:00'), span('mon', '14:00', '18:00'), span('sat', '9:00', '12:00')],
      [
        { date: '2026-12-24', opens: '10:00', closes: '14:00', names: { de: 'Heiligabend' } },
        { date: '2026-12-25', opens: null, closes: null, names: {} },
      ],
    );
    expect(hoursOf(draftOf(kept))).toEqual(kept);
  });

  it('is closed all week without hours, by the clock of this browser', () => {
    const draft = draftOf(null);
    expect(hoursOf(draft).week).toEqual([]);
    expect(draft.time_zone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it('leaves out names nobody wrote and times of a closed day', () => {
    const draft = draftOf(hours([]));
    const names = { de: ' ', pl: 'Wigilia' };
    const day = { date: '2026-12-24', isClosed: true, opens: '10:00', closes: '12:00', names };
    draft.holidays.push(day);
    expect(hoursOf(draft).holidays).toEqual([
      { date: '2026-12-24', opens: null, closes: null, names: { pl: 'Wigilia' } },
    ]);
  });
});

describe('copying a day', () => {
  it('fills Monday to Friday and leaves the weekend', () => {
    const before = draftOf(hours([span('tue', '10:00', '18:00'), span('sat', '9:00', '12:00')]));
    const week = likeOnWorkdays(before.week, 'tue');
    expect(
      grouped(hoursOf({ ...before, week }).week).map(([first, last]) => [first, last]),
    ).toEqual([
      ['mon', 'fri'],
      ['sat', 'sat'],
      ['sun', 'sun'],
    ]);
    week.mon[0]!.opens = '11:00';
    expect(week.tue[0]!.opens).toBe('10:00');
  });
});

describe('words', () => {
  it('name the spans of a day or that it is closed', () => {
    expect(spansInWords([])).toBe('Closed');
    const day = [span('mon', '10:00', '13:00'), span('mon', '14:00', '18:00')];
    expect(spansInWords(day)).toBe('10:00–13:00, 14:00–18:00');
  });

  it('tell until when by the clock of the place, with the day when it is not today', () => {
    const now = Date.parse('2026-11-30T09:00:00Z');
    const say = (is_open: boolean, until: string | null) =>
      openingInWords({ is_open, until }, 'Asia/Tokyo', now).replace(/\s/g, ' ');
    expect(say(true, '2026-11-30T10:00:00Z')).toBe('Open until 07:00 PM');
    expect(say(false, '2026-12-01T01:00:00Z')).toBe('Closed until Tue 10:00 AM');
    expect(say(false, '2026-12-14T01:00:00Z')).toBe('Closed until Dec 14, 10:00 AM');
    expect(say(false, null)).toBe('Closed at the moment');
  });

  it('name countries', () => {
    expect([countryName('pl'), countryName('D'), countryName('')]).toEqual(['Poland', '', '']);
    expect([countryOf('de'), countryOf('pl')]).toEqual(['DE', 'PL']);
  });
});

describe('time zones', () => {
  it('hold the chosen one even when the browser does not list it', () => {
    const all = timeZones('Etc/GMT+3').flatMap(([, zones]) => zones);
    expect(all).toContain('Etc/GMT+3');
    expect(all).toContain('Europe/Berlin');
    expect(new Set(all).size).toBe(all.length);
  });
});
