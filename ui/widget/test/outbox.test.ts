// What was not confirmed is sent again: in order, under the same key, and over a reload.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeOutbox, pause } from '../outbox';
import type { Kept, Post } from '../protocol';

const memory = (): Kept => {
  const all = new Map<string, string>();
  return { get: (name) => all.get(name) ?? '', set: (name, value) => void all.set(name, value) };
};
const post = (key: string): Post => ({ path: 'messages', body: { key, text: key } });
const ignore = () => undefined;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the outbox', () => {
  it('sends a failed post again under the same key, before the next one', async () => {
    const sent: string[] = [];
    let fails = 2;
    const outbox = makeOutbox(
      memory(),
      'x',
      async ({ body }) => {
        sent.push(body.key);
        return 0 < fails-- ? 1000 : 0;
      },
      ignore,
    );
    outbox.add(post('a'));
    outbox.add(post('b'));
    await vi.advanceTimersByTimeAsync(0);
    expect(outbox.isStuck).toBe(true);
    await outbox.flush();
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual(['a', 'a', 'a', 'b']);
    expect(outbox.posts).toEqual([]);
  });

  it('does not send one post twice at the same time', async () => {
    const deliver = vi.fn(() => new Promise<number>(ignore));
    const outbox = makeOutbox(memory(), 'x', deliver, ignore);
    outbox.add(post('a'));
    void outbox.flush();
    void outbox.flush();
    expect(deliver).toHaveBeenCalledTimes(1);
  });

  it('knows after a reload what was not confirmed', async () => {
    const kept = memory();
    makeOutbox(kept, 'x', async () => 1000, ignore).add(post('a'));
    await vi.advanceTimersByTimeAsync(0);
    const sent: Post[] = [];
    const outbox = makeOutbox(
      kept,
      'x',
      async (it) => {
        sent.push(it);
        return 0;
      },
      ignore,
    );
    await outbox.flush();
    expect(sent).toEqual([post('a')]);
    expect(kept.get('x')).toBe('');
  });
});

describe('the pause', () => {
  it('grows from one second to thirty, and differs from device to device', () => {
    for (const chance of [0, 0.5, 0.999]) {
      vi.spyOn(Math, 'random').mockReturnValue(chance);
      const pauses = [0, 1, 2, 3, 4, 5, 6, 20].map(pause);
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1000);
      expect(Math.max(...pauses)).toBeLessThanOrEqual(30_000);
      expect(pauses).toEqual(pauses.toSorted((one, two) => one - two));
    }
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const longest = pause(20);
    vi.spyOn(Math, 'random').mockReturnValue(0.9);
    expect(pause(20)).toBeLessThan(longest);
    vi.restoreAllMocks();
  });
});
