// The inbox: nothing moves under the pointer, and times are those of the calendar.
import { describe, expect, it } from 'vitest';
import { nextWeekday, tomorrow } from '../src/lib/local';
import { held, replaced } from '../src/requests/merge';
import { viewOf, viewPath } from '../src/requests/views';

const rows = (ids: string, note = '') => [...ids].map((id) => ({ id, note }));
const ids = (all: { id: string }[]) => all.map((it) => it.id).join('');

describe('a list somebody looks at', () => {
  it('keeps every row where it is and counts what is new', () => {
    const { rows: shown, fresh, gone } = held(rows('abc'), rows('xcab'), true);
    expect([ids(shown), fresh, gone.size]).toEqual(['abc', 1, 0]);
  });

  it('shows what changed of a row in its place', () => {
    const { rows: shown } = held(rows('ab'), [{ id: 'b', note: 'new' }, ...rows('a')], true);
    expect(shown).toEqual([
      { id: 'a', note: '' },
      { id: 'b', note: 'new' },
    ]);
  });

  it('marks rows that left the view and leaves them', () => {
    const { rows: shown, gone } = held(rows('abc'), rows('ac'), true);
    expect([ids(shown), [...gone]]).toEqual(['abc', ['b']]);
  });

  it('does not take what stands on later pages for gone', () => {
    const { gone } = held(rows('abcde'), rows('ac'), false);
    expect([...gone]).toEqual(['b']);
  });
});

describe('a list nobody looks at', () => {
  it('shows the fresh page', () => {
    expect(ids(replaced(rows('abc'), rows('xab'), '').rows)).toBe('xab');
  });

  it('keeps the row that is open where it was, although it left the view', () => {
    const { rows: shown, gone } = replaced(rows('abc'), rows('xac'), 'b');
    expect([ids(shown), [...gone]]).toEqual(['xbac', ['b']]);
  });

  it('keeps nothing twice', () => {
    expect(ids(replaced(rows('abc'), rows('cab'), 'c').rows)).toBe('cab');
  });
});

describe('snoozing', () => {
  // A Friday evening, by the clock on the wall.
  const friday = new Date(2026, 10, 27, 18, 30);

  it('comes back tomorrow and on Monday at nine', () => {
    expect(tomorrow(9, friday)).toEqual(new Date(2026, 10, 28, 9));
    expect(nextWeekday(1, 9, friday)).toEqual(new Date(2026, 10, 30, 9));
  });

  it('takes the Monday after when it is Monday', () => {
    expect(nextWeekday(1, 9, new Date(2026, 10, 30, 8))).toEqual(new Date(2026, 11, 7, 9));
  });
});

describe('views', () => {
  it('are found by name, and whatever else leads to those who wait', () => {
    expect(viewOf('mine').id).toBe('mine');
    expect(viewOf('nonsense').id).toBe('queue');
    expect(viewOf(null).id).toBe('queue');
    expect(viewPath('mine', 'x')).toBe('/requests/x?view=mine');
  });
});
