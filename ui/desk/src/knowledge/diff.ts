// What differs between two texts, line by line.
import type { Content, DiffLine } from '../lib/api';

/** Longer stretches that differ are shown as a whole instead of being compared. */
const MOST_PAIRS = 4_000_000;

/** All an editor writes in a language, as lines. */
export function linesOf(content: Content): string[] {
  const said = [...content.phrasings, content.words.join(', ')].filter(Boolean);
  return [
    content.title,
    ...content.short.split('\n'),
    '',
    ...content.body.split('\n'),
    '',
    ...said,
  ];
}

/** The lines of both texts in order: what only the first has, only the second has, both have. */
export function differences(before: string[], after: string[]): DiffLine[] {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start])
    start += 1;
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    before.at(-1 - end) === after.at(-1 - end)
  )
    end += 1;
  const same = (text: string): DiffLine => ({ op: 'same', text });
  return [
    ...before.slice(0, start).map(same),
    ...between(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...after.slice(after.length - end).map(same),
  ];
}

function between(before: string[], after: string[]): DiffLine[] {
  const removed = (text: string): DiffLine => ({ op: 'removed', text });
  const added = (text: string): DiffLine => ({ op: 'added', text });
  if (before.length * after.length > MOST_PAIRS)
    return [...before.map(removed), ...after.map(added)];
  // common[i][j]: how many lines the ends from i and from j have in common at most.
  const common = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      (common[i] as Uint32Array)[j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j] && j < after.length) {
      lines.push({ op: 'same', text: before[i] ?? '' });
      [i, j] = [i + 1, j + 1];
    } else if (j >= after.length || (i < before.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push(removed(before[i] ?? ''));
      i += 1;
    } else {
      lines.push(added(after[j] ?? ''));
      j += 1;
    }
  }
  return lines;
}
