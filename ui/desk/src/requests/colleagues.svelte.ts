// Who can be given a conversation or named in a note.
import { body, client, type Colleague } from '../lib/api';
import { session } from '../lib/session.svelte';

class Colleagues {
  all = $state.raw<Colleague[]>([]);

  /** Everybody but me. */
  get others(): Colleague[] {
    return this.all.filter((it) => it.id !== session.me?.id);
  }

  async load(): Promise<void> {
    try {
      this.all = (await body(client.GET('/colleagues'))).items;
    } catch {
      // Those known before stay; the next conversation asks again.
    }
  }
}

export const colleagues = new Colleagues();
