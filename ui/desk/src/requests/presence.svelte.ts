// Who else has a conversation open, so that two do not answer at once.
import { body, client } from '../lib/api';
import { listen } from '../lib/live';
import { session } from '../lib/session.svelte';

interface Other {
  id: string;
  name: string;
  writes: boolean;
}

/** The program forgets who has not said for 45 seconds that they are there. */
const AGAIN_MS = 20_000;
const HERE_MS = 45_000;
/** And who has not said for eight that they write. */
const WRITING_MS = 8_000;
const SAY_MS = 4_000;

export class Presence {
  others = $state.raw<Other[]>([]);
  readonly #path: { id: string };
  readonly #ends = new Map<string, ReturnType<typeof setTimeout>>();
  #said = 0;

  constructor(id: string) {
    this.#path = { id };
  }

  /** Is there until the returned function is called. */
  be(): () => void {
    const say = () => {
      if (document.visibilityState === 'visible') void this.#say('reads');
    };
    say();
    const timer = setInterval(say, AGAIN_MS);
    const leave = () => void this.#say('left');
    document.addEventListener('visibilitychange', say);
    addEventListener('pagehide', leave);
    const stop = listen({
      presence: (it) => {
        if (it.id !== this.#path.id || it.agent.id === session.me?.id) return;
        this.#note(it.agent, it.doing);
      },
    });
    return () => {
      stop();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', say);
      removeEventListener('pagehide', leave);
      for (const end of this.#ends.values()) clearTimeout(end);
      leave();
    };
  }

  /** Something is typed; `true` when it is time to say so. */
  write(): boolean {
    const now = Date.now();
    if (now - this.#said < SAY_MS) return false;
    this.#said = now;
    void this.#say('writes');
    return true;
  }

  /** What was written has left: the next letter says so again. */
  rest(): void {
    this.#said = 0;
    void this.#say('reads');
  }

  async #say(doing: 'reads' | 'writes' | 'left'): Promise<void> {
    try {
      const order = { params: { path: this.#path }, body: { doing }, keepalive: true };
      const { others } = await body(client.POST('/conversations/{id}/presence', order));
      if (doing === 'left') return;
      for (const it of others) this.#note(it, it.doing);
    } catch {
      // Not stored, and soon said again.
    }
  }

  #note(agent: { id: string; name: string }, doing: string): void {
    clearTimeout(this.#ends.get(agent.id));
    const rest = this.others.filter((it) => it.id !== agent.id);
    if (doing === 'left') {
      this.others = rest;
      return;
    }
    const writes = doing === 'writes';
    this.others = [...rest, { id: agent.id, name: agent.name, writes }];
    const then = writes ? 'reads' : 'left';
    const end = setTimeout(() => this.#note(agent, then), writes ? WRITING_MS : HERE_MS);
    this.#ends.set(agent.id, end);
  }
}
