// A draft on its way from a description of a system to the editor.
import type { ActionDocument } from './document';

export interface Imported {
  name: string;
  document: ActionDocument;
}

let waiting: Imported | null = null;

/** Leaves a draft for the editor that is opened next. */
export function leave(it: Imported): void {
  waiting = it;
}

/** The draft that was left, once. */
export function pickUp(): Imported | null {
  const it = waiting;
  waiting = null;
  return it;
}
