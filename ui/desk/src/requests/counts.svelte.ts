// How many conversations stand where: shown beside the views, on every screen and in the title.
import { body, client, type Counts } from '../lib/api';
import { alerts } from '../lib/alerts.svelte';
import { listen } from '../lib/live';
import { session } from '../lib/session.svelte';

/** News come in bursts; one look for all of them. */
const BURST_MS = 150;

class InboxCounts {
  data = $state.raw<Counts | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What waits for me: conversations I am called to, mine with something new, and where I was named. */
  get waiting(): number {
    const { calling = 0, unread = 0, mentions = 0 } = this.data ?? {};
    return calling + unread + mentions;
  }

  /** Follows the news until the returned function is called. */
  follow(): () => void {
    void this.refresh();
    const stop = listen({
      changed: (it) => {
        if (it === null || it.brand === session.brandId) this.soon();
      },
    });
    return () => {
      stop();
      clearTimeout(this.#timer);
      this.data = null;
    };
  }

  /** Counts again in a moment. */
  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh(), BURST_MS);
  }

  async refresh(): Promise<void> {
    try {
      const query = { brand: session.brandId };
      const before = this.data;
      this.data = await body(client.GET('/conversations/counts', { params: { query } }));
      for (const what of ['calling', 'unread', 'mentions'] as const)
        if (before && before[what] < this.data[what]) alerts.tell(what);
    } catch {
      // The numbers stay as they were; the next news bring new ones.
    }
  }
}

export const counts = new InboxCounts();
