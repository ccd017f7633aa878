// What can be done on the screen that is open: for the menu, the single keys and their list.
import type { IconName } from './icons';

export interface Action {
  label: string;
  icon: IconName;
  /** The single key that does it, in lower case. */
  key?: string;
  run: () => unknown;
}

class Offered {
  #lists = $state.raw<(() => Action[])[]>([]);

  get all(): Action[] {
    return this.#lists.flatMap((list) => list());
  }

  /** Offers actions until the returned function is called. */
  offer(list: () => Action[]): () => void {
    this.#lists = [...this.#lists, list];
    return () => (this.#lists = this.#lists.filter((it) => it !== list));
  }
}

export const offered = new Offered();
