// Writing an answer: nothing is lost, nothing leaves before its time, and signs call what they should.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Attached } from '../src/requests/attached.svelte';
import type { Draft } from '../src/requests/draft.svelte';
import { calledAt, placed } from '../src/requests/called';
import { Outgoing } from '../src/requests/outgoing.svelte';

describe('what a sign calls', () => {
  const words = (text: string, signs = '/@') => calledAt(text, text.length, signs)?.words;

  it('is what was typed after it, at the beginning of a word', () => {
    expect(words('/ret')).toBe('ret');
    expect(words('Hallo /ret')).toBe('ret');
    expect(words('Frag @Mara L')).toBe('Mara L');
    expect(words('(@')).toBe('');
  });

  it('is nothing in the middle of a word, after a blank or in another line', () => {
    expect(words('und/oder')).toBeUndefined();
    expect(words('ada@example.org')).toBeUndefined();
    expect(words('2 / 3')).toBeUndefined();
    expect(words('/a\nb')).toBeUndefined();
    expect(words('/Guten Tag, hier')).toBeUndefined();
    expect(words('/ret', '@')).toBeUndefined();
    expect(words(`/${'x'.repeat(41)}`)).toBeUndefined();
  });

  it('is looked for before the caret only', () => {
    expect(calledAt('Hallo /ret und', 10, '/')?.words).toBe('ret');
    expect(calledAt('Hallo /ret und', 5, '/')).toBeNull();
  });

  it('gives way to what was chosen', () => {
    const called = calledAt('Hallo /ret und', 10, '/');
    expect(called && placed('Hallo /ret und', called, 'Bitte sehr')).toEqual([
      'Hallo Bitte sehr und',
      16,
    ]);
    const last = calledAt('@Ma', 3, '@');
    expect(last && placed('@Ma', last, '@Mara Lindt')).toEqual(['@Mara Lindt ', 12]);
  });
});

/** A box with a text in it. */
class Box {
  text = '';

  async take(): Promise<string> {
    const text = this.text;
    this.text = '';
    return text;
  }

  putBack(text: string): void {
    this.text = text + this.text;
  }
}

describe('what is about to leave', () => {
  let box: Box;
  let attached: Attached;
  let sent: [string, string][];
  let refuses: boolean;

  beforeEach(() => {
    vi.useFakeTimers();
    box = new Box();
    attached = new Attached();
    sent = [];
    refuses = false;
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const outgoing = () =>
    new Outgoing(
      box as unknown as Draft,
      attached,
      async ({ text, key }) => {
        if (refuses) throw new TypeError('offline');
        sent.push([text, key]);
      },
      5_000,
    );

  it('waits, says for how long, and leaves at its time', async () => {
    const it = outgoing();
    box.text = 'Guten Tag';
    await it.begin();
    expect([box.text, it.left, sent.length]).toEqual(['', 5, 0]);
    await vi.advanceTimersByTimeAsync(4_000);
    expect([it.left, sent.length]).toEqual([1, 0]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.map(([text]) => text)).toEqual(['Guten Tag']);
    expect(it.waiting).toBeNull();
  });

  it('is taken back and does not leave', async () => {
    const it = outgoing();
    box.text = 'Guten Tag';
    await it.begin();
    it.undo();
    await vi.advanceTimersByTimeAsync(9_000);
    expect([box.text, sent.length]).toEqual(['Guten Tag', 0]);
  });

  it('leaves at once when the next is sent or the page goes', async () => {
    const it = outgoing();
    box.text = 'eins';
    await it.begin();
    box.text = 'zwei';
    await it.begin();
    expect(sent.map(([text]) => text)).toEqual(['eins']);
    await it.leave(true);
    expect(sent.map(([text]) => text)).toEqual(['eins', 'zwei']);
  });

  it('is back in the box when it could not be sent, and keeps its key for the next try', async () => {
    const it = outgoing();
    const keys: string[] = [];
    vi.spyOn(crypto, 'randomUUID').mockImplementation(() => {
      keys.push(`key-${keys.length}`);
      return keys.at(-1) as `${string}-${string}-${string}-${string}-${string}`;
    });
    refuses = true;
    box.text = 'Guten Tag';
    await it.begin();
    await it.leave();
    expect(box.text).toBe('Guten Tag');
    refuses = false;
    await it.begin();
    await it.leave();
    expect(sent).toEqual([['Guten Tag', 'key-0']]);
    expect(keys.length).toBe(1);
  });

  it('takes its files along and puts them back', async () => {
    const it = outgoing();
    expect(it.isEmpty).toBe(true);
    attached.files = [new File(['x'], 'Bügel.txt')];
    expect(it.isEmpty).toBe(false);
    await it.begin();
    expect([attached.files.length, it.waiting?.files.length]).toEqual([0, 1]);
    it.undo();
    expect(attached.files.map((file) => file.name)).toEqual(['Bügel.txt']);
  });
});
