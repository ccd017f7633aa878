// What is about to be sent: it waits a few seconds in which one can take it back.
import type { Draft } from './draft.svelte';
import { toasts } from '../lib/toasts.svelte';

/** Sends a text; `isLast` when the page is about to go. */
export type Post = (text: string, key: string, isLast: boolean) => Promise<void>;

interface Waiting {
  text: string;
  /** Stays the same until the text is stored, so that a second try does not store it twice. */
  key: string;
  until: number;
}

export class Outgoing {
  /** What waits, if something does. */
  waiting = $state.raw<Waiting | null>(null);
  /** Seconds until it leaves. */
  left = $state(0);
  /** It is on its way. */
  busy = $state(false);
  #timer: ReturnType<typeof setInterval> | undefined;
  #kept: { text: string; key: string } | null = null;
  readonly #draft: Draft;
  readonly #post: Post;
  readonly #pause: number;

  constructor(draft: Draft, post: Post, pause: number) {
    this.#draft = draft;
    this.#post = post;
    this.#pause = pause;
  }

  /** Takes what is written and sends it when the time to think again is over. */
  async begin(): Promise<void> {
    if (this.busy || this.#draft.text.trim() === '') return;
    await this.leave();
    const text = await this.#draft.take();
    const key = this.#kept?.text === text ? this.#kept.key : crypto.randomUUID();
    this.waiting = { text, key, until: Date.now() + this.#pause };
    if (this.#pause === 0) return this.leave();
    this.#count();
    this.#timer = setInterval(() => this.#count(), 200);
  }

  /** Takes back what has not left. */
  undo(): void {
    const it = this.#take();
    if (it) this.#draft.putBack(it.text);
  }

  /** Sends now what waits. */
  async leave(isLast = false): Promise<void> {
    const it = this.#take();
    if (!it) return;
    this.busy = true;
    try {
      await this.#post(it.text, it.key, isLast);
      this.#kept = null;
    } catch (thrown) {
      this.#kept = it;
      this.#draft.putBack(it.text);
      toasts.fail(thrown);
    } finally {
      this.busy = false;
    }
  }

  #take(): Waiting | null {
    clearInterval(this.#timer);
    const it = this.waiting;
    this.waiting = null;
    return it;
  }

  #count(): void {
    const left = Math.ceil(((this.waiting?.until ?? 0) - Date.now()) / 1000);
    this.left = Math.max(left, 0);
    if (left <= 0) void this.leave();
  }
}
