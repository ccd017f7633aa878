// One view of the inbox: its rows, kept up to date without anything moving under the pointer.
import { body, client, type ConversationRow, type Page } from '../lib/api';
import { Pages } from '../lib/loading.svelte';
import { session } from '../lib/session.svelte';
import { held, replaced, type Shown } from './merge';
import type { ViewId } from './views';

/** News come in bursts; one look for all of them. */
const BURST_MS = 120;

function fetchPage(view: ViewId, cursor?: string): Promise<Page<ConversationRow>> {
  const query = { brand: session.brandId, view, cursor };
  return body(client.GET('/conversations', { params: { query } }));
}

export class Inbox extends Pages<ConversationRow> {
  /** Somebody points at the list, walks in it or has scrolled: no row moves. */
  isHeld = false;
  /** The conversation that is open. */
  open = '';
  /** New conversations that are not shown yet. */
  fresh = $state(0);
  /** Rows that left the view and are still shown. */
  gone = $state.raw<ReadonlySet<string>>(new Set());
  #looking = false;
  #again = false;
  readonly #view: () => ViewId;

  constructor(view: () => ViewId) {
    super((cursor) => fetchPage(view(), cursor));
    this.#view = view;
  }

  override async reload(): Promise<void> {
    this.fresh = 0;
    this.gone = new Set();
    await super.reload();
  }

  /** Looks what is new, once for all news that come meanwhile. */
  async look(): Promise<void> {
    this.#again = true;
    if (this.#looking) return;
    this.#looking = true;
    try {
      while (this.#again) {
        await new Promise((over) => setTimeout(over, BURST_MS));
        this.#again = false;
        await this.#lookOnce();
      }
    } catch {
      // What is shown stays; the next news or the next click looks again.
    } finally {
      this.#looking = false;
    }
  }

  async #lookOnce(): Promise<void> {
    const view = this.#view();
    const page = await fetchPage(view);
    if (view !== this.#view() || !this.ready) return;
    // Whoever has turned pages would lose the others.
    const isLong = page.next_cursor !== null && page.items.length < this.items.length;
    if (this.isHeld || isLong) {
      this.#show(held(this.items, page.items, page.next_cursor === null));
    } else {
      this.#show(replaced(this.items, page.items, this.open));
      this.next = page.next_cursor;
    }
  }

  /** Takes over how a conversation is now, where it is shown. */
  know(row: ConversationRow): void {
    this.items = this.items.map((it) => (it.id === row.id ? row : it));
  }

  /** The conversation before or after the one that is open. */
  beside(step: 1 | -1): string | undefined {
    const at = this.items.findIndex((it) => it.id === this.open);
    if (at === -1) return this.items[0]?.id;
    return this.items[at + step]?.id;
  }

  #show(it: Shown<ConversationRow>): void {
    this.items = it.rows;
    this.gone = it.gone;
    this.fresh = it.fresh;
  }
}
