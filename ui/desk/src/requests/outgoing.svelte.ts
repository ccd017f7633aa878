// What is about to be sent: it waits a few seconds in which one can take it back.
import type { Attached } from './attached.svelte';
import type { Draft } from './draft.svelte';
import { toasts } from '../lib/toasts.svelte';

/** What is sent. */
export interface Letter {
  text: string;
  files: File[];
  /** Stays the same until the text is stored, so that a second try does not store it twice. */
  key: string;
}

/** Sends a letter; `isLast` when the page is about to go. */
export type Post = (letter: Letter, isLast: boolean) => Promise<void>;

type Waiting = Letter & { until: number };

export class Outgoing {
  /** What waits, if something does. */
  waiting = $state.raw<Waiting | null>(null);
  /** Seconds until it leaves. */
  left = $state(0);
  /** It is on its way. */
  busy = $state(false);
  #timer: ReturnType<typeof setInterval> | undefined;
  #kept: Letter | null = null;
  readonly #draft: Draft;
  readonly #attached: Attached;
  readonly #post: Post;
  readonly #pause: number;

  constructor(draft: Draft, attached: Attached, post: Post, pause: number) {
    this.#draft = draft;
    this.#attached = attached;
    this.#post = post;
    this.#pause = pause;
  }

  /** Nothing is written and nothing goes along. */
  get isEmpty(): boolean {
    return this.#draft.text.trim() === '' && this.#attached.files.length === 0;
  }

  /** Takes what is written and sends it when the time to think again is over. */
  async begin(): Promise<void> {
    if (this.busy || this.isEmpty) return;
    await this.leave();
    const files = this.#attached.take();
    const text = await this.#draft.take();
    const isSame = this.#kept?.text === text && sameFiles(this.#kept.files, files);
    const key = isSame && this.#kept ? this.#kept.key : crypto.randomUUID();
    this.waiting = { text, files, key, until: Date.now() + this.#pause };
    if (this.#pause === 0) return this.leave();
    this.#count();
    this.#timer = setInterval(() => this.#count(), 200);
  }

  /** Takes back what has not left. */
  undo(): void {
    const it = this.#take();
    if (it) this.#putBack(it);
  }

  /** Sends now what waits. */
  async leave(isLast = false): Promise<void> {
    const it = this.#take();
    if (!it) return;
    this.busy = true;
    try {
      await this.#post(it, isLast);
      this.#kept = null;
    } catch (thrown) {
      this.#kept = it;
      this.#putBack(it);
      toasts.fail(thrown);
    } finally {
      this.busy = false;
    }
  }

  #putBack(it: Letter): void {
    if (it.text) this.#draft.putBack(it.text);
    this.#attached.putBack(it.files);
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

function sameFiles(one: File[], other: File[]): boolean {
  return one.length === other.length && one.every((it, at) => it === other[at]);
}
