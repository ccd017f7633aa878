// What the visitor did goes along with what is said next, once, and never keeps it from being sent.
import { beforeEach, expect, it, vi } from 'vitest';
import { act, begin, happened, opened, outbox, searched, write } from '../chat';
import { take } from '../kit';
import type { Widget } from '../protocol';

vi.mock('../live', () => ({ listen: () => () => undefined }));

beforeEach(() => {
  const kept = { get: () => 'token', set: () => undefined };
  const unsent = { get: () => '', set: () => undefined };
  const call = () => new Promise(() => undefined);
  take({ kept, unsent, call, origin: 'https://help.example', token: 't' } as unknown as Widget);
  begin(
    () => undefined,
    () => undefined,
  );
  // What is left of the test before.
  act('seen');
  outbox.posts = [];
});

const events = (at: number) => outbox.posts[at]?.body['events'] as { name: unknown }[];
const names = (at: number) => events(at).map((it) => it.name);

it('goes along with the next message or act, and only with that', () => {
  happened('add_to_cart', { sku: 'H52' });
  searched('pads');
  opened('Care');
  happened('checkout', undefined);
  write('Hello');
  act('person');
  const [first, second] = outbox.posts.map((it) => it.body);
  expect(first).toMatchObject({ text: 'Hello', searches: ['pads'], read: ['Care'] });
  expect(names(0)).toEqual(['add_to_cart', 'checkout']);
  expect(events(0)[0]).toMatchObject({ properties: { sku: 'H52' }, at: expect.any(Number) });
  expect(second).toMatchObject({ act: 'person', searches: [], read: [], events: [] });
});

it('is what it was when it happened', () => {
  const basket = { total: 1 };
  happened('basket', basket);
  basket.total = 2;
  write('Hello');
  expect(events(0)[0]).toMatchObject({ properties: { total: 1 } });
});

it('is left out where it cannot be written down', () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  happened('circle', circle);
  happened('big', { n: 1n });
  happened('fine', {});
  write('Hello');
  expect(names(0)).toEqual(['fine']);
});

it('is never so much that a message is too large: the newest stay', () => {
  for (let at = 0; at < 500; at++) happened(`event ${at}`, { text: 'x'.repeat(100) });
  for (let at = 0; at < 50; at++) searched(`${at}`);
  write('Hello');
  expect(JSON.stringify(events(0)).length).toBeLessThanOrEqual(12_000);
  expect(names(0).at(-1)).toBe('event 499');
  expect(names(0).length).toBeGreaterThan(50);
  expect(outbox.posts[0]?.body['searches']).toHaveLength(10);
  happened('huge', 'x'.repeat(100_000));
  write('Hello');
  expect(events(1)).toEqual([]);
});
