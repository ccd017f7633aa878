// Data on its way: what is here, what failed, and whether it is time for a skeleton.
import { asApiError, type ApiError, type Page } from './api';

const PATIENCE_MS = 150;

/** One thing that is fetched, and fetched again. */
export class Load<T> {
  data = $state.raw<T | null>(null);
  error = $state.raw<ApiError | null>(null);
  /** It takes long enough for a skeleton to be worth showing. */
  slow = $state(false);
  #latest = 0;
  readonly #fetch: () => Promise<T>;

  constructor(fetch: () => Promise<T>) {
    this.#fetch = fetch;
  }

  async run(): Promise<void> {
    const mine = ++this.#latest;
    const patience = setTimeout(() => (this.slow = mine === this.#latest), PATIENCE_MS);
    try {
      const data = await this.#fetch();
      if (mine !== this.#latest) return;
      this.data = data;
      this.error = null;
    } catch (thrown) {
      if (mine === this.#latest) this.error = asApiError(thrown);
    } finally {
      clearTimeout(patience);
      if (mine === this.#latest) this.slow = false;
    }
  }
}

/** A list that is fetched page by page. */
export class Pages<T> {
  items = $state.raw<T[]>([]);
  error = $state.raw<ApiError | null>(null);
  next = $state<string | null>(null);
  slow = $state(false);
  /** The first page has arrived. */
  ready = $state(false);
  busy = $state(false);
  #latest = 0;
  readonly #fetch: (cursor: string | undefined) => Promise<Page<T>>;

  constructor(fetch: (cursor: string | undefined) => Promise<Page<T>>) {
    this.#fetch = fetch;
  }

  /** Starts from the top; what is shown stays until the answer is here. */
  async reload(): Promise<void> {
    await this.#get(undefined);
  }

  async more(): Promise<void> {
    if (this.next && !this.busy) await this.#get(this.next);
  }

  async #get(cursor: string | undefined): Promise<void> {
    const mine = ++this.#latest;
    this.busy = true;
    const patience = setTimeout(() => (this.slow = mine === this.#latest), PATIENCE_MS);
    try {
      const page = await this.#fetch(cursor);
      if (mine !== this.#latest) return;
      this.items = cursor ? [...this.items, ...page.items] : page.items;
      this.next = page.next_cursor ?? null;
      this.ready = true;
      this.error = null;
    } catch (thrown) {
      if (mine === this.#latest) this.error = asApiError(thrown);
    } finally {
      clearTimeout(patience);
      if (mine === this.#latest) {
        this.slow = false;
        this.busy = false;
      }
    }
  }
}

/** How many pages are looked through for what the program cannot filter itself. */
const MOST_PAGES = 20;

/** What fits among the first pages, as one page. */
export async function matching<T>(
  fetch: (cursor: string | undefined) => Promise<Page<T>>,
  fits: (item: T) => boolean,
): Promise<Page<T>> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let seen = 0; seen < MOST_PAGES; seen += 1) {
    const page = await fetch(cursor);
    items.push(...page.items.filter(fits));
    if (!page.next_cursor) break;
    cursor = page.next_cursor;
  }
  return { items, next_cursor: null };
}
