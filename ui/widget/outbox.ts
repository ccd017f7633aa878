// What the visitor did and the service has not confirmed yet: sent one after the other, kept over
// a reload of the page, and sent again under the same key until it is confirmed.
import type { Kept, Post } from './protocol';

export interface Outbox {
  /** All that is not confirmed, oldest first. */
  posts: Post[];
  /** Whether the last try failed and the next one is not yet on its way. */
  isStuck: boolean;
  add: (post: Post) => void;
  /** Tries now. */
  flush: () => Promise<void>;
  clear: () => void;
}

/** Milliseconds until the try after this many failed ones: 1 to 30 s, by chance up to a half less. */
export function pause(failures: number): number {
  return Math.max(1000, Math.min(30_000, 1000 * 2 ** failures) * (1 - Math.random() / 2));
}

/**
 * `deliver` says after how many milliseconds it wants to be asked again, 0 when it is done;
 * `changed` hears of every change.
 */
export function makeOutbox(
  kept: Kept,
  name: string,
  deliver: (post: Post) => Promise<number>,
  changed: () => void,
): Outbox {
  let isBusy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const keep = (posts: Post[]) => {
    outbox.posts = posts;
    kept.set(name, posts[0] ? JSON.stringify(posts) : '');
    changed();
  };

  const outbox: Outbox = {
    posts: JSON.parse(kept.get(name) || '[]') as Post[],
    isStuck: false,
    add(post) {
      keep([...outbox.posts, post]);
      void outbox.flush();
    },
    async flush() {
      if (isBusy) return;
      clearTimeout(timer);
      isBusy = true;
      outbox.isStuck = false;
      for (let post; (post = outbox.posts[0]) && !outbox.isStuck;) {
        const wait = await deliver(post);
        if (wait) {
          outbox.isStuck = true;
          timer = setTimeout(outbox.flush, wait);
        } else keep(outbox.posts.filter((it) => it !== post));
      }
      isBusy = false;
      changed();
    },
    clear: () => keep([]),
  };
  return outbox;
}
