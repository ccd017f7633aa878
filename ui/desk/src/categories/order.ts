// New places for things in a row when one of them moves.

interface Placed {
  id: string;
  position: number;
}

/** Which of `row` get another position when `id` moves one step; places are counted from 1. */
export function reordered<T extends Placed>(row: T[], id: string, step: 1 | -1): Placed[] {
  const from = row.findIndex((it) => it.id === id);
  const to = from + step;
  if (from < 0 || to < 0 || to >= row.length) return [];
  const moved = [...row];
  const [one] = moved.splice(from, 1);
  if (one) moved.splice(to, 0, one);
  return moved
    .map((it, at) => ({ id: it.id, position: at + 1, before: it.position }))
    .filter((it) => it.position !== it.before)
    .map(({ id: moved_id, position }) => ({ id: moved_id, position }));
}
