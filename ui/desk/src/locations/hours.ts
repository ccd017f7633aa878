// Opening hours between what the program keeps and what a form shows.
import type { Hours, Location, Opening } from '../lib/api';
import { language, t } from '../lib/i18n.svelte';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];
export const WORKDAYS: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri'];

export interface SpanDraft {
  opens: string;
  closes: string;
}

export interface HolidayDraft {
  date: string;
  isClosed: boolean;
  opens: string;
  closes: string;
  names: Record<string, string>;
}

export interface HoursDraft {
  time_zone: string;
  week: Record<Day, SpanDraft[]>;
  holidays: HolidayDraft[];
}

export type LocationDraft = Omit<Location, 'id' | 'slug' | 'opening' | 'hours'> & {
  hours: Hours;
};

/** What a form begins with; without hours every day is closed, by the clock of this browser. */
export function draftOf(hours: Hours | null): HoursDraft {
  const of = (day: Day): SpanDraft[] =>
    (hours?.week ?? [])
      .filter((it) => it.day === day)
      .map(({ opens, closes }) => ({ opens, closes }));
  return {
    time_zone: hours?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    week: Object.fromEntries(DAYS.map((day) => [day, of(day)])) as HoursDraft['week'],
    holidays: (hours?.holidays ?? []).map((it) => ({
      date: it.date,
      isClosed: it.opens === null,
      opens: it.opens ?? '',
      closes: it.closes ?? '',
      names: { ...(it.names as Record<string, string>) },
    })),
  };
}

/** What the program keeps. */
export function hoursOf(draft: HoursDraft): Hours {
  return {
    time_zone: draft.time_zone,
    week: DAYS.flatMap((day) => draft.week[day].map((it) => ({ day, ...it }))),
    holidays: draft.holidays.map((it) => ({
      date: it.date,
      opens: it.isClosed ? null : it.opens,
      closes: it.isClosed ? null : it.closes,
      names: Object.fromEntries(
        Object.entries(it.names).filter(([, name]) => name.trim() !== ''),
      ) as Hours['holidays'][number]['names'],
    })),
  };
}

/** The week with Monday to Friday as `from` is. */
export function likeOnWorkdays(week: HoursDraft['week'], from: Day): HoursDraft['week'] {
  const copied = WORKDAYS.map((day) => [day, week[from].map((it) => ({ ...it }))]);
  return { ...week, ...(Object.fromEntries(copied) as Partial<HoursDraft['week']>) };
}

/** One more span for a day: shop hours at first, after that whatever somebody types. */
export function nextSpan(spans: SpanDraft[]): SpanDraft {
  return spans.length === 0 ? { opens: '10:00', closes: '18:00' } : { opens: '', closes: '' };
}

/** "Monday" for `mon`, in the language of the page. */
export function dayName(day: Day, style: 'long' | 'short' = 'long'): string {
  // 1 January 2024 was a Monday.
  const date = new Date(Date.UTC(2024, 0, 1 + DAYS.indexOf(day)));
  return new Intl.DateTimeFormat(language.locale, { weekday: style, timeZone: 'UTC' }).format(date);
}

/** Days in their order with equal hours together: first day, last day, spans. */
export function grouped(week: Hours['week']): [Day, Day, SpanDraft[]][] {
  const groups: [Day, Day, SpanDraft[]][] = [];
  const text = (spans: SpanDraft[]) => spans.map((it) => `${it.opens}–${it.closes}`).join();
  for (const day of DAYS) {
    const spans = week.filter((it) => it.day === day);
    const last = groups.at(-1);
    if (last && text(last[2]) === text(spans)) last[1] = day;
    else groups.push([day, day, spans]);
  }
  return groups;
}

/** "10:00–13:00, 14:00–18:00", or that it is closed. */
export function spansInWords(spans: SpanDraft[]): string {
  if (spans.length === 0) return t('desk.closed');
  return spans.map((it) => `${it.opens}–${it.closes}`).join(', ');
}

/** "Open until 18:00" by the clock of the place; a day is named when it is not today. */
export function openingInWords(opening: Opening, timeZone: string, now = Date.now()): string {
  if (opening.until === null) return t('desk.closed_now');
  const until = new Date(opening.until);
  const write = (date: Date | number, style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language.locale, { timeZone, ...style }).format(date);
  const isSameDay = write(until, { dateStyle: 'short' }) === write(now, { dateStyle: 'short' });
  const isSoon = until.getTime() - now < 6 * 86_400_000;
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  const day = isSoon
    ? ({ weekday: 'short' } as const)
    : ({ day: 'numeric', month: 'short' } as const);
  const when = write(until, isSameDay ? time : { ...day, ...time });
  return opening.is_open ? t('desk.open_until', { when }) : t('desk.closed_until', { when });
}

/** All time zones by the part of the world they lie in; `chosen` is among them. */
export function timeZones(chosen: string): [string, string[]][] {
  const all = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', chosen]);
  const groups = new Map<string, string[]>();
  for (const zone of [...all].sort()) {
    const part = zone.includes('/') ? zone.slice(0, zone.indexOf('/')) : '';
    groups.set(part, [...(groups.get(part) ?? []), zone]);
  }
  return [...groups].sort(([one], [other]) => one.localeCompare(other));
}

/** "Germany" for `DE`; empty while it is not the code of a country. */
export function countryName(code: string): string {
  if (!/^[a-z]{2}$/i.test(code.trim())) return '';
  const names = new Intl.DisplayNames([language.locale], { type: 'region', fallback: 'none' });
  return names.of(code.trim().toUpperCase()) ?? '';
}

/** The country a language is spoken in most, as a first guess. */
export function countryOf(locale: string): string {
  return new Intl.Locale(locale).maximize().region ?? '';
}
