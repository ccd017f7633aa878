// Times, dates and sizes as people of the page's language write them.
import { language } from './i18n.svelte';

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "5 min. ago" within a week, the date before. */
export function ago(iso: string, now = Date.now()): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  if (Math.abs(seconds) > 7 * 86_400) return day(iso);
  const style = { numeric: 'auto', style: 'short' } as const;
  const words = new Intl.RelativeTimeFormat(language.locale, style);
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return words.format(Math.round(seconds / size), unit);
  }
  return words.format(0, 'second');
}

export function day(iso: string): string {
  const date = iso.length === 10 ? new Date(`${iso}T12:00:00`) : new Date(iso);
  return new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium' }).format(date);
}

export function moment(iso: string): string {
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(language.locale, style).format(new Date(iso));
}

/** "09:00" for what was today, with the date before. */
export function time(iso: string, now = new Date()): string {
  const at = new Date(iso);
  if (at.toDateString() !== now.toDateString()) return moment(iso);
  return new Intl.DateTimeFormat(language.locale, { timeStyle: 'short' }).format(at);
}

/** "Mon, 09:00": a time of the next days. */
export function soon(date: Date): string {
  const style = { weekday: 'short', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(language.locale, style).format(date);
}

/** "Monday, November 30, 9:00 – 11:00 AM": a stretch of time by the clock of a place. */
export function span(from: string, until: string, timeZone: string): string {
  const style = {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  } as const;
  const words = new Intl.DateTimeFormat(language.locale, style);
  return words.formatRange(new Date(from), new Date(until));
}

/** "New York" for `America/New_York`. */
export function place(timeZone: string): string {
  return timeZone.replace(/.*\//, '').replaceAll('_', ' ');
}

export function count(n: number): string {
  return new Intl.NumberFormat(language.locale).format(n);
}

export function percent(part: number, whole: number): string {
  const share = whole === 0 ? 0 : part / whole;
  return new Intl.NumberFormat(language.locale, { style: 'percent' }).format(share);
}

export function size(bytes: number): string {
  const big = bytes >= 1_000_000;
  const unit = big ? 'megabyte' : 'kilobyte';
  // Nothing is so small that it has no size.
  const value = big ? bytes / 1_000_000 : Math.max(bytes / 1_000, 1);
  const style = { style: 'unit', unit, maximumFractionDigits: big ? 1 : 0 } as const;
  return new Intl.NumberFormat(language.locale, style).format(value);
}

/** "Deutsch" for `de`: each language in its own name. */
export function languageName(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

/** "German" or "Deutsch" for `de`, in the language of the page. */
export function languageWord(tag: string): string {
  return new Intl.DisplayNames([language.locale], { type: 'language' }).of(tag) ?? tag;
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((it) => [...(it ?? '')][0]);
  return letters.join('').toLocaleUpperCase() || '?';
}
