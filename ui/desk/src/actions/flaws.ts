// What the program finds wrong with an action, by the place it stands.
import type { ApiError } from '../lib/api';
import { fieldSentence } from '../lib/errors';
import { found } from '../lib/i18n.svelte';

export type Flaws = Record<string, string>;

export const PARTS = ['general', 'texts', 'fields', 'calls'] as const;
export type Part = (typeof PARTS)[number];

/** The sentences for what was refused; places are JSON pointers into the document. */
export function flawsOf(error: ApiError | null): Flaws {
  const all = error?.fields ?? [];
  return Object.fromEntries(
    all.map(({ name }) => [
      name.replace(/^\/?document(?=\/)/, ''),
      fieldSentence(error, name) ?? '',
    ]),
  );
}

/** Codes of our own as sentences. */
export function inWords(codes: Record<string, string>): Flaws {
  const all = Object.entries(codes);
  return Object.fromEntries(all.map(([at, code]) => [at, found(`error.field.${code}`) ?? code]));
}

/** What is wrong at a place, or anywhere below it. */
export function flawAt(flaws: Flaws, at: string): string | undefined {
  if (flaws[at]) return flaws[at];
  const below = Object.keys(flaws).find((it) => it.startsWith(`${at}/`));
  return below && flaws[below];
}

/** Where a flaw is mended. */
export function partOf(at: string): Part {
  if (at.startsWith('/texts/')) return /^\/texts\/[^/]+\/fields\//.test(at) ? 'fields' : 'texts';
  if (at.startsWith('/form')) return 'fields';
  if (/^\/(call|undo|undo_until|reference|links)(\/|$)/.test(at)) return 'calls';
  return 'general';
}
