// What news do to a list somebody is looking at: nothing moves under the pointer.

interface Row {
  id: string;
}

/** A list as it is shown. */
export interface Shown<T> {
  rows: T[];
  /** Ids of rows that left the view and are still shown. */
  gone: ReadonlySet<string>;
  /** Rows that are new and not shown yet. */
  fresh: number;
}

/**
 * Takes a fresh first page into the rows that are shown without moving any of them: known rows
 * change where they are, those that left the view stay and are marked, and new ones are counted.
 * `isWhole` says that the page is the whole view.
 */
export function held<T extends Row>(rows: T[], page: T[], isWhole: boolean): Shown<T> {
  const fresh = new Map(page.map((it) => [it.id, it]));
  const shown = new Set(rows.map((it) => it.id));
  // What stands below the page may still be in the view.
  const last = rows.findLastIndex((it) => fresh.has(it.id));
  const gone = rows.filter((it, at) => !fresh.has(it.id) && (isWhole || at < last));
  return {
    rows: rows.map((it) => fresh.get(it.id) ?? it),
    gone: new Set(gone.map((it) => it.id)),
    fresh: page.filter((it) => !shown.has(it.id)).length,
  };
}

/** Shows a fresh page; the row that is open stays although it left the view, where it was. */
export function replaced<T extends Row>(rows: T[], page: T[], open: string): Shown<T> {
  const at = rows.findIndex((it) => it.id === open);
  const kept = rows[at];
  if (!kept || page.some((it) => it.id === open)) return { rows: page, gone: new Set(), fresh: 0 };
  const after = [...page.slice(0, at), kept, ...page.slice(at)];
  return { rows: after, gone: new Set([open]), fresh: 0 };
}
