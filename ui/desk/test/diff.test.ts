// What differs between two texts.
import { describe, expect, it } from 'vitest';
import { differences, linesOf } from '../src/knowledge/diff';

const SIGN: Record<string, string> = { same: ' ', added: '+', removed: '-' };

describe('differences', () => {
  it.each([
    ['', '', ' '],
    ['a b c', 'a b c', ' a, b, c'],
    ['a b c', 'a x c d', ' a,-b,+x, c,+d'],
    ['a b', 'b', '-a, b'],
    ['b', 'a b', '+a, b'],
    ['a a', 'a', ' a,-a'],
    ['a b c d', 'c d a b', '-a,-b, c, d,+a,+b'],
  ])('of “%s” and “%s” are %s', (before, after, wanted) => {
    const lines = differences(before.split(' '), after.split(' '));
    expect(lines.map((it) => `${SIGN[it.op]}${it.text}`).join(',')).toBe(wanted);
  });

  it('of long texts without a common line are told without comparing every pair', () => {
    const many = (name: string) => Array.from({ length: 5_000 }, (_, at) => `${name}${at}`);
    const lines = differences(many('a'), many('b'));
    expect(lines.map((it) => it.op)).toEqual([
      ...many('a').map(() => 'removed'),
      ...many('b').map(() => 'added'),
    ]);
  });

  it('are seen in all an editor writes', () => {
    const content = { title: 't', short: 's', body: 'b', phrasings: ['p'], words: ['w'] };
    for (const changed of [
      { title: 'x' },
      { short: 'x' },
      { body: 'x' },
      { phrasings: ['x'] },
      { words: ['x'] },
    ]) {
      const lines = differences(linesOf(content), linesOf({ ...content, ...changed }));
      expect(lines.filter((it) => it.op === 'added')).toEqual([{ op: 'added', text: 'x' }]);
    }
  });
});
