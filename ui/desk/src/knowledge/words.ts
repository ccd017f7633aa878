// What states, kinds and readers are called, and in which colour a state is shown.
import type { Category, Kind, State, Visibility } from '../lib/api';
import { t } from '../lib/i18n.svelte';

export const STATES: State[] = ['draft', 'in_review', 'published', 'archived'];
export const KINDS: Kind[] = ['answer', 'article', 'guide', 'manual', 'post'];
export const VISIBILITIES: Visibility[] = ['public', 'signed_in', 'segment', 'internal'];

export const stateName = (state: string) => t(`desk.state_${state as State}`);
export const kindName = (kind: string) => t(`desk.kind_${kind as Kind}`);
export const visibilityName = (visibility: string) =>
  t(`desk.visibility_${visibility as Visibility}`);

export function stateLook(state: string): string {
  return { in_review: 'accent', published: 'ok' }[state] ?? '';
}

/** The text that names an article in a list: one that was sought, else the first wished language. */
export function shownText<T extends { locale: string; title: string }>(
  texts: T[],
  sought: string,
  wished: string[],
): T | undefined {
  const q = sought.toLocaleLowerCase();
  const fitting = q ? texts.filter((it) => it.title.toLocaleLowerCase().includes(q)) : [];
  const among = fitting.length > 0 ? fitting : texts;
  const found = wished.map((locale) => among.find((it) => it.locale === locale));
  return found.find((it) => it) ?? among[0];
}

/** A category's name in a language, else in any. */
export function categoryName(category: Category | undefined, locale: string): string {
  if (!category) return '';
  const name = category.names.find((it) => it.locale === locale) ?? category.names[0];
  return name?.title ?? category.slug;
}

/** The category, itself or above it, that leaves what lies in it to people. */
export function leftToPeople(categories: Category[], id: string | null): Category | null {
  let at = categories.find((it) => it.id === id);
  // No circle is kept, and none would be endless here.
  for (let steps = 0; at && steps < categories.length; steps += 1) {
    if (at.is_for_people) return at;
    const above = at.parent_id;
    at = categories.find((it) => it.id === above);
  }
  return null;
}

export interface Branch {
  category: Category;
  depth: number;
}

/** Categories in the order of the tree, each with how deep it lies. */
export function tree(categories: Category[], parent: string | null = null, depth = 0): Branch[] {
  return categories
    .filter((it) => (it.parent_id ?? null) === parent)
    .sort((a, b) => a.position - b.position)
    .flatMap((category) => [{ category, depth }, ...tree(categories, category.id, depth + 1)]);
}
