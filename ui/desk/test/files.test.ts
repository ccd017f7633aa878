// Files that are attached to an answer: what the program takes, and nothing else.
import { expect, it } from 'vitest';
import { fits } from '../src/requests/files';

it('empty files and those of more than 10 MB do not fit', () => {
  const megabytes = 1024 * 1024;
  expect([0, 1, 10 * megabytes, 10 * megabytes + 1].map((size) => fits({ size }))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
