// Between moments of the API (UTC) and fields for local date and time.

/** For a `datetime-local` field. */
export function toLocal(iso: string | null): string {
  if (!iso) return '';
  const date = new Date(iso);
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** For the API; an empty field is no moment. */
export function fromLocal(local: string): string | null {
  return local === '' ? null : new Date(local).toISOString();
}

/** At a full hour of a day of the week after today; 0 is Sunday. */
export function nextWeekday(day: number, hour: number, now = new Date()): Date {
  const ahead = (day - now.getDay() + 7) % 7 || 7;
  return atHour(now, ahead, hour);
}

/** At a full hour of tomorrow. */
export function tomorrow(hour: number, now = new Date()): Date {
  return atHour(now, 1, hour);
}

/** Set by the calendar, so that a day of 23 or 25 hours does not shift it. */
function atHour(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
}

/** The day from whose beginning something holds, for a `date` field. */
export function firstDay(iso: string | null): string {
  return toLocal(iso).slice(0, 10);
}

/** The last day on which something holds that ends at `iso`, exclusively. */
export function lastDay(iso: string | null): string {
  return iso ? toLocal(new Date(Date.parse(iso) - 1).toISOString()).slice(0, 10) : '';
}

/** The beginning of a local day. */
export function fromFirstDay(day: string): string | null {
  return day === '' ? null : new Date(`${day}T00:00`).toISOString();
}

/** The end of a local day. */
export function toLastDay(day: string): string | null {
  if (day === '') return null;
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + 1);
  return date.toISOString();
}
