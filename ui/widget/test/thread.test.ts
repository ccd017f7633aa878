// Each message once and in order, however it comes in.
import { describe, expect, it } from 'vitest';
import type { Message } from '../protocol';
import { merge } from '../thread';

const message = (seq: number, more: Partial<Message> = {}): Message => ({
  seq,
  at: `2026-01-01T00:00:0${seq}Z`,
  author: 'agent',
  name: 'Mara',
  kind: 'text',
  text: `${seq}`,
  files: [],
  article: null,
  items: [],
  is_automatic: false,
  confidence: null,
  helped: null,
  ...more,
});
const numbers = (all: Message[] | null) => all?.map((it) => it.seq);

describe('merge', () => {
  it('puts what comes late where it belongs', () => {
    expect(numbers(merge([message(1), message(4)], [message(3), message(2)]))).toEqual([
      1, 2, 3, 4,
    ]);
  });

  it('shows what comes twice once, in its newer state', () => {
    const merged = merge(
      [message(1), message(2)],
      [message(2, { helped: true }), message(2, { helped: true })],
    );
    expect(numbers(merged)).toEqual([1, 2]);
    expect(merged?.[1]?.helped).toBe(true);
  });

  it('gives the same whatever the order of arrival', () => {
    const parts = [[message(1), message(2)], [message(2), message(3)], [message(3)]];
    const orders = [parts, parts.toReversed(), [parts[1]!, parts[0]!, parts[2]!]];
    for (const order of orders) {
      const all = order.reduce<Message[]>((known, news) => merge(known, news) ?? [], []);
      expect(numbers(all)).toEqual([1, 2, 3]);
    }
  });

  it('notices the numbers of another conversation', () => {
    expect(merge([message(1)], [message(1, { at: '2026-02-01T00:00:00Z' })])).toBeNull();
  });
});
