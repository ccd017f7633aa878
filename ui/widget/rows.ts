// Shows a list that changes, and leaves alone what did not: the focus, what is being written, and
// what was read out already.

export interface Row {
  id: string;
  /** Changes with everything the row shows. */
  shows: unknown;
  make: () => Element;
}

const made = new WeakMap<Element, string>();

/** Makes the rows, in their order, all there is in `parent`. */
export function show(parent: Element, rows: Row[]): void {
  const there = new Map([...parent.children].map((it) => [made.get(it), it]));
  const wanted = rows.map(({ id, shows, make }) => {
    const name = id + JSON.stringify(shows);
    const element = there.get(name) ?? make();
    made.set(element, name);
    return element;
  });
  for (const it of there.values()) if (!wanted.includes(it)) it.remove();
  wanted.forEach((it, at) => {
    const now = parent.children[at];
    if (now !== it) parent.insertBefore(it, now ?? null);
  });
}
